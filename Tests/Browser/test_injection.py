"""Nothing that content, an address or the device's storage holds becomes a script."""

import json
import re
import subprocess
import urllib.parse

import pytest

from conftest import CLEW, ONLINE_ONLY
from guide import Page, serve
from hostile import ADDRESSES, MARKUP, HostileGuide

# Rules that may refuse a payload. Each names the file and the line.
REFUSING = {"broken-link", "broken-anchor", "duplicate-address", "slot-without-field"}

LISTEN = """
globalThis.pwned = [];
globalThis.pwn = () => pwned.push(new Error().stack);
globalThis.breaches = [];
document.addEventListener("securitypolicyviolation", (event) =>
  breaches.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""

# What stands in a page that no template of the guide writes.
STRAYS = """() => {
  const schemes = ["http:", "https:", "mailto:", "tel:", "blob:"];
  const names = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcset"];
  const banned = "iframe, frame, object, embed, base, style, portal, math, animate, foreignObject, "
    + "script:not([src]):not([type='application/ld+json']), [srcdoc], [style]:not(svg *), "
    + "link[rel=import], meta[http-equiv]:not([http-equiv=Content-Security-Policy])";
  const found = [...document.querySelectorAll(banned)].map((it) => it.outerHTML.slice(0, 120));
  const templates = [...document.querySelectorAll("template")].map((it) => it.content);
  for (const root of [document, ...templates])
    for (const element of root.querySelectorAll("*"))
      for (const { name, value } of element.attributes) {
        if (/^on/i.test(name)) found.push(`${element.tagName} ${name}=${value}`);
        if (!names.includes(name)) continue;
        const url = new URL(value, location.href);
        if (!schemes.includes(url.protocol)) found.push(`${element.tagName} ${name}=${value}`);
        if (element.tagName === "SCRIPT" && !url.pathname.match(/^\\/(assets|search)\\//))
          found.push(`script ${value}`);
      }
  return [...found, ...pwned, ...breaches];
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The guide built, without the lines that rules refuse; and what they refused."""
    folder = tmp_path_factory.mktemp("hostile")
    guide, refused = HostileGuide(), []
    for _ in range(8):
        guide.write(folder)
        command = [CLEW, "check", "--site", folder, "--format", "json", "--lang", "en"]
        run = subprocess.run(command, capture_output=True, text=True)
        errors = [it for it in json.loads(run.stdout)["diagnostics"] if it["severity"] == "error"]
        if not errors:
            break
        for error in errors:
            assert error["code"] in REFUSING and error["file"] in guide.files, error
        places = {(error["file"], error.get("line")) for error in errors}
        refused += places
        for path, line in places:
            guide.drop(path, line)
    output = folder / "public"
    command = [CLEW, "build", "--site", folder, "--output", output]
    subprocess.run(command, check=True, capture_output=True)
    return guide, refused, output


@pytest.fixture(scope="module")
def site(hostile):
    address, end = serve(hostile[2])
    yield address
    end()


@pytest.fixture(scope="module", params=["under the policy", "without a policy"])
def listening(request, browser):
    """A page that listens. Without the policy the escaping stands alone."""
    context = browser.new_context(bypass_csp=request.param == "without a policy")
    context.add_init_script(ONLINE_ONLY + ";" + LISTEN)
    page = context.new_page()
    page.dialogs, page.reports = [], []
    page.on("dialog", lambda it: (page.dialogs.append(it.message), it.dismiss()))
    page.on("console", lambda it: page.reports.append(it.text))
    page.on("pageerror", lambda it: page.reports.append(str(it)))
    page.route(re.compile("^https:|^http://a"), lambda route: route.abort())
    yield page
    context.close()


def faults(page):
    """What the page did wrong since the last time; pictures from elsewhere are not fetched here."""
    noted = page.dialogs + [it for it in page.reports if "img-src" not in it and "ERR_" not in it]
    page.dialogs.clear(), page.reports.clear()
    return noted + [it for it in page.evaluate(STRAYS) if not it.startswith("img-src http")]


def test_there_are_thousands_of_cases_and_few_are_refused(hostile):
    guide, refused, _ = hostile
    assert len(guide.cases) >= 2_000
    assert len(refused) < len(guide.cases) / 10


def redirections(output):
    """Old addresses, which lead on at once: their text, by path."""
    texts = {str(it.relative_to(output)): it.read_text() for it in output.rglob("*.html")}
    return {path: text for path, text in texts.items() if 'http-equiv="refresh"' in text}


def test_old_addresses_lead_to_pages_of_the_guide(hostile):
    output = hostile[2]
    redirects = redirections(output)
    assert len(redirects) > 50
    for path, text in redirects.items():
        page = Page(text)
        assert page.inline == [] and len(page.loads) == len(page.links) == 1, path
        assert (output / path).parent.joinpath(page.links[0]).resolve().is_file(), path
        delay = re.findall(r'http-equiv="refresh" content="0; ?url=([^"]*)"', text)
        assert delay == page.links, path
        assert not re.search("<(img|svg|script|iframe|base|a [^h])", text, re.I), path


def test_no_page_runs_what_content_holds(hostile, site, listening):
    output = hostile[2]
    redirects = redirections(output)
    pages = {str(it.relative_to(output)) for it in output.rglob("*.html")} - redirects.keys()
    assert len(pages) > 100
    found = {}
    for path in sorted(pages):
        listening.goto(site + urllib.parse.quote(path), wait_until="load")
        if noted := faults(listening):
            found[path] = noted
    assert found == {}


def test_no_query_runs(site, listening):
    found = {}
    answered = ".search-results .hits > *, .search-results .rest > *"
    for number, query in enumerate(MARKUP + ADDRESSES):
        if number % 8 == 0:
            address = urllib.parse.urlencode({"q": query, "kind": query})
            listening.goto(site + "search.html?" + address)
        else:
            listening.evaluate(
                "document.querySelectorAll('.hits, .rest').forEach((it) => it.replaceChildren())"
            )
            listening.fill("main form.search input", query)
        listening.wait_for_selector(answered, state="attached")
        if noted := faults(listening):
            found[query] = noted
    assert found == {}


def test_no_fragment_runs(site, listening):
    listening.goto(site + "trees/t0/w.html")
    for payload in MARKUP + ADDRESSES:
        part = urllib.parse.quote(payload)
        kept = f"a=q.1&k={part}.{part}&t={part}"
        for hash in (payload, "a=" + part, f"a=q.{part}*{part}.x", kept):
            listening.evaluate("(hash) => { location.hash = hash; run(); }", hash)
    assert faults(listening) == []


def test_nothing_that_the_device_kept_runs(site, listening):
    listening.goto(site + "checklists/l0.html")
    inputs = listening.locator(".field input")
    names = inputs.evaluate_all("(inputs) => inputs.map((it) => it.name)")
    assert names
    for payload in MARKUP + ADDRESSES:
        fields = {name: payload for name in [*names, payload]}
        value = {"ticks": [payload], "fields": fields}
        listening.evaluate(
            """([value, payload]) => {
              const store = (name, value) => localStorage.setItem("clew:" + name,
                JSON.stringify({ saved: Date.now(), value }));
              store("checklist:l0", value);
              store("answers", payload);
              run();
            }""",
            [value, payload],
        )
        assert listening.input_value(".field input") == payload
    assert faults(listening) == []


def test_no_unknown_address_runs(hostile, site, listening):
    page = (hostile[2] / "404.html").read_text()
    unknown = {"status": 404, "body": page, "content_type": "text/html; charset=utf-8"}
    listening.route("**/unknown/**", lambda route: route.fulfill(**unknown))
    found = {}
    for payload in MARKUP:
        listening.goto(site + "unknown/" + urllib.parse.quote(payload, safe="") + "?" + payload)
        if noted := [it for it in faults(listening) if "404" not in it]:
            found[payload] = noted
    assert found == {}
