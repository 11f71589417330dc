/// Which inputs a published output was made of, kept beside it: the same inputs need not be built
/// again while the output is as it was left.
///
/// A record that is missing, damaged or of another output costs a build and nothing else. It says
/// what it is about itself: the output by name, size, times and number of every file.
struct PublicationRecord: Hashable, Sendable {
  /// A digest of all that the output depends on.
  let inputs: String
  /// A digest of how the files of the output stand on the disk.
  let output: String
  /// How many files were published.
  let fileCount: Int

  private static let head = "clew record 2"

  /// Reads a record; nil for bytes that are none.
  init?(_ bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 5, lines[0] == Self.head, lines[4].isEmpty, let count = Int(lines[3]),
      count >= 0
    else { return nil }
    (inputs, output, fileCount) = (String(lines[1]), String(lines[2]), count)
  }

  init(inputs: String, output: String, fileCount: Int) {
    (self.inputs, self.output, self.fileCount) = (inputs, output, fileCount)
  }

  /// The record as it is kept.
  var bytes: [UInt8] {
    Array("\(Self.head)\n\(inputs)\n\(output)\n\(fileCount)\n".utf8)
  }

  /// How the files of a folder stand on the disk. Whoever changes one changes its time, its size or
  /// its number.
  static func digest(of survey: FolderSurvey) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(survey.files.count * 96)
    func add(_ number: some FixedWidthInteger) {
      for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
    func add(_ item: FolderSurvey.Item) {
      // No path has a zero in it.
      bytes += item.path.utf8
      bytes.append(0)
      add(UInt64(item.status.mode))
      add(item.status.size)
      add(item.status.inode)
      add(item.status.seconds)
      add(item.status.nanoseconds)
    }
    add(survey.files.count)
    for file in survey.files { add(file) }
    for item in survey.irregular {
      add(item)
      bytes += "\(item.status.kind)\0".utf8
    }
    for folder in survey.folders { bytes += "\(folder.path)/\0".utf8 }
    return sha256Digest(of: bytes)
  }
}

extension Publisher {
  /// How many files the output holds, when it was published from the same inputs and nobody has
  /// touched it since; nil when it has to be built.
  ///
  /// - Complexity: O(files of the output); none of them is read.
  public func fileCount(publishedFrom inputs: String) -> Int? {
    guard let place = try? OutputPlace(output), let record = Self.record(in: place),
      record.inputs == inputs,
      let live = try? OpenFolder.open(place.live), let survey = try? FolderSurvey(of: live),
      PublicationRecord.digest(of: survey) == record.output
    else { return nil }
    return record.fileCount
  }

  /// Whether the files of an output stand on the disk as they did when it was published.
  static func isUntouched(_ survey: FolderSurvey, in place: OutputPlace) -> Bool {
    record(in: place)?.output == PublicationRecord.digest(of: survey)
  }

  private static func record(in place: OutputPlace) -> PublicationRecord? {
    guard let work = try? OpenFolder.open(place.work),
      let bytes = try? work.bytes(of: Self.record, limit: 10_000)
    else { return nil }
    return PublicationRecord(bytes)
  }

  /// Where the record stands in the work folder.
  static let record = "record"

  /// Keeps the record of what stands in the live folder now. Without one the next build only takes
  /// its time, so nothing is said when this fails.
  static func keepRecord(of inputs: String, fileCount: Int, in work: borrowing WorkFolder) {
    guard let live = try? OpenFolder.open(work.place.live),
      let survey = try? FolderSurvey(of: live)
    else { return }
    let record = PublicationRecord(
      inputs: inputs, output: PublicationRecord.digest(of: survey), fileCount: fileCount)
    try? FilePublisher(path: "\(work.place.work)/\(Self.record)", operations: work.operations)
      .publish(record.bytes)
  }
}
