// On pages that say how long to wait: the day on which to look again, as text and for the calendar.
// Counted on the reader's device, from a day that the reader may change; nothing is sent.
"use strict";

{
  const dayLength = 86400000;

  /** Today on the reader's clock, as YYYY-MM-DD. */
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  /** So many days or working days after a day; that day itself does not count. */
  function dayAfter(start, { unit, count, off, work }) {
    let time = Date.parse(start);
    const isCounted = () => {
      const day = new Date(time).toISOString().slice(0, 10);
      const isWeekend = [0, 6].includes(new Date(time).getUTCDay());
      return unit === "days" || (isWeekend ? work.includes(day) : !off.includes(day));
    };
    for (let left = Number(count); left > 0; ) {
      time += dayLength;
      if (isCounted()) left -= 1;
    }
    return new Date(time).toISOString().slice(0, 10);
  }

  const inWords = (day) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeZone: "UTC" })
      .format(Date.parse(day));

  /** One line of a calendar file, its text escaped, cut into pieces of less than 75 bytes. */
  const line = (name, text) =>
    (name + text.replace(/[\\;,]/g, "\\$&")).match(/.{1,18}/gu).join("\r\n ") + "\r\n";

  /** An event of a whole day, with a reminder at nine in the morning. */
  function calendar(day, title) {
    const compact = (text) => text.replace(/[-:]|\.\d+/g, "");
    const next = new Date(Date.parse(day) + dayLength).toISOString().slice(0, 10);
    return [
      ["BEGIN:", "VCALENDAR"], ["VERSION:", "2.0"], ["PRODID:", "-//clew//wait//"],
      ["BEGIN:", "VEVENT"], ["UID:", `${compact(day)}${location.pathname}`],
      ["DTSTAMP:", compact(new Date().toISOString())], ["DTSTART;VALUE=DATE:", compact(day)],
      ["DTEND;VALUE=DATE:", compact(next)], ["SUMMARY:", title],
      ["DESCRIPTION:", location.href], ["BEGIN:", "VALARM"], ["ACTION:", "DISPLAY"],
      ["DESCRIPTION:", title], ["TRIGGER:", "PT9H"], ["END:", "VALARM"], ["END:", "VEVENT"],
      ["END:", "VCALENDAR"],
    ].map(([name, text]) => line(name, text)).join("");
  }

  function runWait(section) {
    const part = (name) => one(name, section);
    const result = part("[role=status]");
    const link = part("[download]") ?? part(".day").appendChild(
      make("a", { class: "button", download: "clew.ics" }, section.dataset.calendar));
    const input = part("input") ?? part("label").appendChild(make("input", { type: "date" }));
    const show = () => {
      const isDay = !Number.isNaN(Date.parse(input.value));
      const day = isDay ? dayAfter(input.value, section.dataset) : "";
      result.textContent = day && inWords(day);
      part(".notice").hidden = !(section.dataset.until && day > section.dataset.until);
      link.hidden = !day || /MicroMessenger/i.test(navigator.userAgent);
      URL.revokeObjectURL(link.href);
      const file = [calendar(day, textOf("h1"))];
      if (day) link.href = URL.createObjectURL(new Blob(file, { type: "text/calendar" }));
    };
    input.value ||= today();
    input.oninput = show;
    part(".until").hidden = false;
    show();
  }

  onShow(".again", runWait);
}
