public import Diagnostics
internal import Glibc

extension PublishingError {
  /// What is wrong, with the path, the system's reason and the way out.
  public var message: LocalizedText {
    switch self {
    case .system(let action, let path, let code):
      systemMessage(action, path, code)
    case .unsafeOutput(let path, let fault):
      LocalizedText(
        en: "Cannot publish to '\(path)': \(fault.reason.english). Name another folder.",
        zh: "不能发布到“\(path)”：\(fault.reason.chinese)。请另选一个文件夹。")
    case .unsafeFile(let path, let kind):
      LocalizedText(
        en: "Cannot write '\(path)': it is \(kind.name.english). Name another file.",
        zh: "不能写入“\(path)”：它是\(kind.name.chinese)。请另选一个文件。")
    case .notOurs(let folder):
      notOursMessage(folder)
    case .foreignFiles(let folder, let paths, let count):
      foreignFilesMessage(folder, paths, count)
    case .irregularFile(let path, let kind):
      LocalizedText(
        en: "'\(path)' is \(kind.name.english), which is never followed. Move it away.",
        zh: "“\(path)”是\(kind.name.chinese)，本程序不会跟随或读取。请将其移走。")
    case .changedMeanwhile(let folder):
      LocalizedText(
        en: "'\(folder)' was changed while the build was being prepared. Build again.",
        zh: "准备发布期间“\(folder)”被改动过。请重新生成。")
    case .locked(let path):
      LocalizedText(
        en: "Another build is publishing to this folder and holds '\(path)'. Wait for its end.",
        zh: "另一个生成任务正在发布到该文件夹，并持有锁“\(path)”。请等它结束。")
    case .noManifest(let folder):
      LocalizedText(
        en: "'\(folder)' has no \(Manifest.path). Name a folder that 'clew build' has made.",
        zh: "“\(folder)”中没有 \(Manifest.path)。请指定由 clew build 生成的文件夹。")
    case .malformedManifest(let path, let malformation):
      malformedManifestMessage(path, malformation)
    case .nothingToRollBack(let folder):
      LocalizedText(
        en: "'\(folder)' has no previous generation: it was published once at most.",
        zh: "“\(folder)”没有上一版可恢复：最多只发布过一次。")
    case .damagedGeneration(let folder, let verification):
      damagedGenerationMessage(folder, verification)
    }
  }
}

private func notOursMessage(_ folder: String) -> LocalizedText {
  LocalizedText(
    en: """
      '\(folder)' is not empty and has no \(Manifest.path), so it is not an earlier build; \
      nothing was changed. Empty it yourself, or name another folder.
      """,
    zh: """
      “\(folder)”非空且没有 \(Manifest.path)，不是之前生成的网站；未作任何改动。\
      请自行清空，或另选一个文件夹。
      """)
}

private func malformedManifestMessage(
  _ path: String, _ malformation: Manifest.Malformation
) -> LocalizedText {
  LocalizedText(
    en: """
      '\(path)' is no usable manifest: \(malformation.reason.english). \
      Restore the folder, or empty it yourself and build again.
      """,
    zh: """
      “\(path)”不是可用的清单：\(malformation.reason.chinese)。\
      请恢复该文件夹，或自行清空后重新生成。
      """)
}

private func damagedGenerationMessage(
  _ folder: String, _ verification: Verification
) -> LocalizedText {
  LocalizedText(
    en: """
      The previous generation in '\(folder)' is damaged (\(verification.summary.english)), so it \
      was not put back. Build again instead.
      """,
    zh: """
      “\(folder)”中的上一版已损坏（\(verification.summary.chinese)），未恢复。请重新生成。
      """)
}

private func systemMessage(
  _ action: PublishingError.Action, _ path: String, _ code: Int32
) -> LocalizedText {
  let reason = unsafe String(cString: strerror(code))
  let remedy = remedy(for: code)
  return LocalizedText(
    en: "Cannot \(action.verb.english) '\(path)': \(reason). \(remedy.english)",
    zh: "无法\(action.verb.chinese)“\(path)”：\(reason)。\(remedy.chinese)")
}

private func foreignFilesMessage(_ folder: String, _ paths: [String], _ count: Int) -> LocalizedText
{
  let list = paths.map { "\n  \($0)" }.joined()
  let more = count - paths.count
  return LocalizedText(
    en: """
      '\(folder)' holds \(count) file(s) that no build made; nothing was changed. \
      Move them away, or into the guide's static files:\(list)
      """ + (more > 0 ? "\n  … and \(more) more" : ""),
    zh: """
      “\(folder)”中有 \(count) 个文件不是生成的；未作任何改动。\
      请移走，或放入指南的静态文件中：\(list)
      """ + (more > 0 ? "\n  ……另有 \(more) 个" : ""))
}

/// The way out of a refusal by the system.
private func remedy(for code: Int32) -> LocalizedText {
  switch code {
  case ENOSPC, EDQUOT:
    LocalizedText(en: "Free some space and build again.", zh: "请腾出空间后重新生成。")
  case EACCES, EPERM:
    LocalizedText(
      en: "Give yourself the right to write there, or name another output.",
      zh: "请取得写入权限，或另选输出文件夹。")
  case EROFS:
    LocalizedText(en: "Name an output that can be written.", zh: "请另选可写的输出文件夹。")
  case EXDEV, EBUSY:
    LocalizedText(
      en: "An output that is itself a mount cannot be exchanged: name a folder inside it.",
      zh: "输出文件夹本身是挂载点，无法整体替换：请改用其中的子文件夹。")
  case ENOTDIR, EEXIST:
    LocalizedText(
      en: "Something stands where a folder is needed: move it away.",
      zh: "需要文件夹的位置被其他文件占用：请将其移走。")
  case ENAMETOOLONG:
    LocalizedText(en: "Name an output with a shorter path.", zh: "请使用更短的输出路径。")
  case ENOENT:
    LocalizedText(
      en: "See whether the folder still exists, and build again.", zh: "请确认文件夹仍然存在，再重新生成。")
  default:
    LocalizedText(
      en: "See to the disk and the folder, and build again.", zh: "请检查磁盘与文件夹后重新生成。")
  }
}

extension PublishingError.Action {
  fileprivate var verb: LocalizedText {
    switch self {
    case .open: LocalizedText(en: "open", zh: "打开")
    case .read: LocalizedText(en: "read", zh: "读取")
    case .list: LocalizedText(en: "list", zh: "列出")
    case .makeFolder: LocalizedText(en: "make the folder", zh: "新建文件夹")
    case .write: LocalizedText(en: "write", zh: "写入")
    case .link: LocalizedText(en: "link", zh: "链接")
    case .rename: LocalizedText(en: "rename", zh: "重命名")
    case .exchange: LocalizedText(en: "exchange", zh: "替换")
    case .remove: LocalizedText(en: "remove", zh: "删除")
    case .setMode: LocalizedText(en: "set the mode of", zh: "设置权限")
    case .synchronize: LocalizedText(en: "bring to the disk", zh: "同步到磁盘")
    }
  }
}

extension PublishingError.OutputFault {
  fileprivate var reason: LocalizedText {
    switch self {
    case .invalid: LocalizedText(en: "it is no path", zh: "不是有效路径")
    case .root: LocalizedText(en: "it is the root of the file system", zh: "它是文件系统根目录")
    case .home:
      LocalizedText(en: "it is or holds the home folder", zh: "它是主目录或包含主目录")
    case .symbolicLink: LocalizedText(en: "it is a symbolic link", zh: "它是符号链接")
    case .notAFolder: LocalizedText(en: "it is not a folder", zh: "它不是文件夹")
    }
  }
}

extension FileKind {
  /// The kind with its article.
  fileprivate var name: LocalizedText {
    switch self {
    case .file: LocalizedText(en: "a file", zh: "文件")
    case .folder: LocalizedText(en: "a folder", zh: "文件夹")
    case .symbolicLink: LocalizedText(en: "a symbolic link", zh: "符号链接")
    case .pipe: LocalizedText(en: "a pipe", zh: "管道")
    case .socket: LocalizedText(en: "a socket", zh: "套接字")
    case .device: LocalizedText(en: "a device", zh: "设备")
    case .unreadableName:
      LocalizedText(en: "a file whose name is not UTF-8", zh: "文件名不是 UTF-8 的文件")
    }
  }
}
