import Files

extension Fetcher {
  /// Takes members out of a ZIP archive that lies in the folder, each whole and checked before it gets its name.
  func unpack(
    _ names: [String], from archive: String, folder inner: String, in folder: borrowing CacheFolder
  ) throws(Failure) {
    for name in names where FileSystem.kind(of: folder.place(of: name)) == .absent {
      guard monitor(.unpacking(file: name)) else { throw .interrupted }
      folder.discard(name)
      let fault: TransferFault
      do throws(TransferFault) {
        let output = try OutputFile(appendingTo: folder.partialPlace(of: name))
        var unwritten: TransferFault?
        do throws(FileFault) {
          try ZipArchive(path: folder.place(of: archive)).read(inner + name) { (piece) throws(FileFault) in
            do throws(TransferFault) { try output.append(piece) } catch {
              unwritten = error
              throw .unreadable(code: 0)
            }
          }
        } catch {
          throw unwritten ?? .badArchive(file: archive, error)
        }
        try folder.publish(name)
        continue
      } catch {
        fault = error
      }
      folder.discard(name)
      throw .failed([FailedAttempt(place: folder.path, fault: fault)])
    }
  }
}
