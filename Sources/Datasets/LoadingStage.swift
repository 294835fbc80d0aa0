/// What is being done while a data set is loaded, for those who wait.
public enum LoadingStage: Sendable, Equatable {
  /// Another process downloads the same data set; this one waits for it.
  case waiting(name: String)
  /// A file comes from a server; `expected` bytes are what it has where nothing has changed.
  case downloading(file: String, server: String, received: Int, expected: Int)
  /// The check sum of a downloaded file is computed.
  case checking(file: String)
  /// A file is taken out of a downloaded archive.
  case unpacking(file: String)
  /// A file has come in whole, and its check sum is right.
  case downloaded(file: String, server: String, bytes: Int)
  /// Pictures of a folder are read.
  case reading(done: Int, total: Int)
  /// Pictures are drawn, which takes seconds at most.
  case drawing
}

/// Is told what is being done, several times a second, and answers whether to go on.
public typealias LoadingMonitor = (LoadingStage) -> Bool
