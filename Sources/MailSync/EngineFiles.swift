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

  /// Ends every load that is under way; sends go on, and the next refresh comes at its time.
  public func cancelRequests() async {
    refreshing?.cancel()
    for task in loadingMore.values { task.cancel() }
    await messages.cancelAll()
    await prefetch.stop()
  }
}
