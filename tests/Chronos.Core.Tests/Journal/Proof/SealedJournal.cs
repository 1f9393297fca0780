using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>A small journal of three segments, closed in good order and sealed with a key that the test alone has.</summary>
internal sealed class SealedJournal : IDisposable
{
    private readonly TemporaryDirectory _keys = new();

    public SealedJournal(int segments = 3, int segmentBytes = 16 * 1024)
    {
        KeyFile = _keys.File("checkpoint.key");
        CheckpointKeyFile.Create(KeyFile);
        Key = CheckpointKeyFile.ReadPublic(KeyFile + CheckpointKeyFile.PublicExtension);
        Journal = new JournalFixture { CheckpointKey = KeyFile };
        using var store = Journal.OpenAndStart(segmentBytes);
        while (Journal.Segments().Length < segments)
        {
            // Batches of one record and of several.
            JournalFixture.Append(store, 1 + (int)(store.Watermarks.Written % 4));
            JournalFixture.WaitUntilSynced(store);
        }

        JournalFixture.WaitUntil(() => store.SpareCount == 3);
        Records = store.Watermarks.Written;
        Assert.True(store.Stop());
        Assert.Equal(Records, store.Watermarks.Sealed);
        Assert.Null(store.SealError);
        Assert.Empty(Journal.Failures);
    }

    public JournalFixture Journal { get; }

    public string KeyFile { get; }

    public CheckpointKey Key { get; }

    public long Records { get; }

    public string Data => Journal.Data;

    public string Checkpoints => CheckpointFile.PathIn(Data);

    public CheckpointAuditReport Audit(CheckpointKey? key = null, byte[]? head = null) =>
        new CheckpointAudit(Data, [key ?? Key], head).Run();

    /// <summary>What <c>journal verify</c> calls intact: recovery would open it as it is, and every seal holds.</summary>
    public bool IsIntact() => Journal.Inspect().Verdict == RecoveryVerdict.Clean && Audit().Problems.Count == 0;

    /// <summary>Makes all checkpoints again, of this many records each and a batch more at most.</summary>
    public void SealAnew(int recordsMax)
    {
        File.Delete(Checkpoints);
        using var signer = CheckpointKeyFile.ReadPrivate(KeyFile);
        using var maker = new CheckpointMaker(
            Data, EngineIdentity.TryRead(Data), signer, new FaultyDisk(skipSyncs: true), recordsMax);
        maker.Seal(Records, isClosed: true, _ => { });
    }

    /// <summary>All checkpoints as they stand.</summary>
    public List<Checkpoint> Read() => Read(Checkpoints);

    public static List<Checkpoint> Read(string path) =>
        [.. File.ReadAllBytes(path).Chunk(Checkpoint.Bytes).Select(bytes => Checkpoint.TryParse(bytes)!)];

    public void Dispose()
    {
        Key.Dispose();
        Journal.Dispose();
        _keys.Dispose();
    }
}
