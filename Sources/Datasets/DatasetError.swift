/// Why a data set could not be had: facts only, the words are in `DatasetError+Text.swift`.
public enum DatasetError: Error, Sendable, Equatable {
  /// No data set has this name; `known` are those there are, for a suggestion.
  case unknownName(String, known: [String])
  /// A number of images that the data set cannot give.
  case countOutOfRange(Int, allowed: ClosedRange<Int>, name: String)
  /// An environment variable names something that is not a folder.
  case notAFolder(variable: String, path: String)
  /// Its files are not on this computer and could not be fetched.
  case notFound(Absence)
  /// The person stopped the loading.
  case interrupted(name: String)
  /// A folder holds one file of the pair but not the other.
  case incomplete(name: String, found: String, missing: String)
  /// A file is there but cannot be used.
  case file(path: String, FileFault)
  /// What was typed as a folder is none.
  case noFolder(path: String)
  /// A folder has no picture that can be read; the remarks say what it has.
  case noPictures(path: String, remarks: [DatasetRemark])
  /// A folder of IDX files has none of the part that was asked for.
  case noSuchPart(path: String)
  /// A folder has more subfolders than there can be classes.
  case tooManyClasses(path: String, count: Int, limit: Int)
  /// More pictures of this shape than memory is set aside for.
  case tooManyPictures(count: Int, shape: [Int], limit: Int)
  /// A width or height that pictures cannot have.
  case sizeOutOfRange(width: Int, height: Int, allowed: ClosedRange<Int>)
  /// A number of channels that pictures cannot have.
  case wrongChannels(Int)
}
