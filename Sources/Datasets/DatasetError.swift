/// Why a data set could not be had: facts only, the words are in `DatasetError+Text.swift`.
public enum DatasetError: Error, Sendable, Equatable {
  /// No data set has this name; `known` are those there are, for a suggestion.
  case unknownName(String, known: [String])
  /// A number of images that the data set cannot give.
  case countOutOfRange(Int, allowed: ClosedRange<Int>, name: String)
  /// An environment variable names something that is not a folder.
  case notAFolder(variable: String, path: String)
  /// None of `folders` holds any of `files`; `home` is where they are best put.
  case notFound(name: String, files: [String], folders: [String], home: String?)
  /// A folder holds one file of the pair but not the other.
  case incomplete(name: String, found: String, missing: String)
  /// A file is there but cannot be used.
  case file(path: String, FileFault)
}
