#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension DatasetError: CustomStringConvertible {
  /// The cause, then what to do next.
  public var description: String {
    switch self {
    case .unknownName(let name, let known):
      "There is no data set '\(name)'. Known are: \(known.joined(separator: ", "))."
    case .countOutOfRange(let count, let allowed, let name):
      "'\(name)' cannot give \(grouped(count)) images: ask for \(grouped(allowed.lowerBound)) to "
        + "\(grouped(allowed.upperBound))."
    case .notAFolder(let variable, let path):
      "\(variable) is set to '\(path)', which is not a folder. Set it to the folder that holds your data, or unset it."
    case .notFound(let name, let files, let folders, let home):
      notFoundText(name: name, files: files, folders: folders, home: home)
    case .incomplete(let name, let found, let missing):
      "'\(name)' needs two files, but beside '\(found)' there is no '\(missing)'. Put it there (with or without .gz)."
    case .file(let path, let fault):
      "'\(path)' cannot be used: \(fault). Replace the file, remove it, or use the built-in digits: data digits"
    }
  }

  private func notFoundText(name: String, files: [String], folders: [String], home: String?) -> String {
    var lines = ["The data set '\(name)' is not on this computer. Looked in:"]
    lines += folders.isEmpty ? ["  (nowhere: neither FORGER_DATA nor HOME is set)"] : folders.map { "  \($0)" }
    let place = home.map { "Put these files into \($0)" } ?? "Set FORGER_DATA to a folder with these files"
    lines.append("\(place) (with or without .gz):")
    lines += files.map { "  \($0)" }
    lines.append("Or draw digits without any file: data digits")
    return lines.joined(separator: "\n")
  }
}

extension FileFault: CustomStringConvertible {
  /// The cause as the end of a sentence, without a full stop.
  public var description: String {
    switch self {
    case .unreadable(let code): systemMessage(code)
    case .notAFile: "it is not a regular file"
    case .damagedGzip: "its gzip compression is damaged"
    case .truncatedGzip(let inflated):
      "its gzip stream ends too early, after \(grouped(inflated)) bytes of content; the download was perhaps cut short"
    case .garbageAfterGzip: "unknown bytes follow its gzip stream"
    case .tooLarge(let limit): "its content is larger than \(grouped(limit)) bytes"
    case .truncatedHeader(let found): "it ends after \(grouped(found)) bytes, within the IDX header"
    case .notIDX(let bytes):
      "it is not an IDX file: it begins with the bytes \(bytes.map(hexadecimal).joined(separator: " ")), not with 00 00"
    case .unsupportedElementType(let type):
      "its elements are of IDX type \(hexadecimal(type)); only 08, unsigned bytes, can be read"
    case .wrongRank(let expected, let found):
      "it has \(found) dimensions, but \(expected == 3 ? "images have 3" : "labels have \(expected)")"
    case .emptyDimension(let dimensions): "its header says \(product(dimensions)), which is nothing"
    case .implausibleDimensions(let dimensions, let limit):
      "its header says \(product(dimensions)) bytes, more than the \(grouped(limit)) that can be read"
    case .truncatedContent(let expected, let found):
      "its header announces \(grouped(expected)) bytes, but only \(grouped(found)) follow"
    case .trailingBytes(let expected): "it goes on after the \(grouped(expected)) bytes its header announces"
    case .wrongImageSize(let expected, let found):
      "its images are \(product(found)), not \(product(expected))"
    case .labelCountDiffers(let labels, let images):
      "it has \(grouped(labels)) labels for \(grouped(images)) images"
    case .labelOutOfRange(let label, let index, let classes):
      "its label number \(grouped(index)) is \(label), but the classes are 0 to \(classes - 1)"
    }
  }

  private func systemMessage(_ code: Int32) -> String {
    guard let text = unsafe strerror(code) else { return "system error \(code)" }
    return unsafe String(cString: text)
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private func product(_ dimensions: [Int]) -> String {
    dimensions.map(grouped).joined(separator: " x ")
  }
}

/// 60000 as "60,000".
func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}
