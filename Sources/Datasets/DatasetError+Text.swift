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
    case .notFound(let absence): absence.description
    case .interrupted(let name):
      "Stopped while '\(name)' was loaded. What has been downloaded is kept: the next `data \(name)` goes on from there."
    case .incomplete(let name, let found, let missing):
      "'\(name)' needs two files, but beside '\(found)' there is no '\(missing)'. Put it there (with or without .gz)."
    case .file(let path, let fault):
      "'\(path)' cannot be used: \(fault). Replace the file, remove it, or use the built-in digits: data digits"
    case .noFolder(let path):
      "There is no folder '\(path)'. Give the path of a folder with PNG pictures, classes in subfolders, or with IDX files."
    case .noPictures(let path, let remarks):
      ([
        "The folder '\(path)' has no picture that can be read. Put PNG files into it, those of a class into a subfolder."
      ]
        + remarks.map(\.description)).joined(separator: "\n")
    case .noSuchPart(let path):
      "The folder '\(path)' has no IDX files of that part. Leave out `part=` to take what is there."
    case .tooManyClasses(let path, let count, let limit):
      "The folder '\(path)' has \(grouped(count)) subfolders with pictures, but there can be \(limit) classes at most. "
        + "Put several into one, or give the path of one of them."
    case .tooManyPictures(let count, let shape, let limit):
      "\(grouped(count)) pictures of \(shape.map(String.init).joined(separator: "x")) are more than can be held. Ask for "
        + "`count=\(limit)` or fewer, or for a smaller `size=`."
    case .sizeOutOfRange(let width, let height, let allowed):
      "Pictures cannot be \(grouped(width))x\(grouped(height)): ask for \(allowed.lowerBound) to "
        + "\(grouped(allowed.upperBound)) pixels, as in size=28x28."
    case .wrongChannels(let channels):
      "Pictures cannot have \(channels) channels: channels=1 is grey, channels=3 is colour."
    }
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
    case .notZip: "it is not a ZIP archive; the download was perhaps cut short"
    case .damagedZip: "the ZIP archive is damaged"
    case .missingMember(let name): "the ZIP archive has no '\(name)'"
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
    case .labelOutOfRange(let label, let index, let allowed):
      "its label number \(grouped(index)) is \(label), but the classes are \(allowed.lowerBound) to \(allowed.upperBound)"
    }
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
