import CommuneAPI
public import MailModel

extension SyncEngine {
  /// Learns names and sizes of files that messages hold; those known already are not asked for.
  public func fetchFiles(_ files: [ID<Attachment>]) async {
    for id in files {
      guard !Task.isCancelled, (try? await store.isKnown(id)) == false else { continue }
      do throws(SyncError) {
        var file = try await access.ask(.attachment(id), of: .files, .background)
        // The id that was asked for counts, whatever the answer says.
        file.id = id
        try await store.save(file)
      } catch {
        if error.endsRefresh { return }
      }
    }
  }

  /// Ends what was asked for ahead and a refresh that is under way; sends go on.
  public func cancelRequests() async {
    refreshing?.cancel()
    await prefetch.stop()
  }
}
