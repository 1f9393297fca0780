using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>Killed anywhere and begun again, the sealer makes the same checkpoints.</summary>
public sealed class CheckpointMakerTests : IDisposable
{
    // What is the same in two checkpoints over the same bytes by the same key: everything but the signature.
    private const int SignedBytes = 224;
    private const int RecordsMax = 5;

    private readonly SealedJournal _journal = new(segments: 2);
    private readonly List<byte[]> _expected;

    public CheckpointMakerTests()
    {
        File.Delete(_journal.Checkpoints);
        Seal(_journal.Journal, new FaultyDisk());
        _expected = Chunks(_journal.Checkpoints);
        Assert.InRange(_expected.Count, 4, 30);
        Assert.Empty(_journal.Audit().Problems);
    }

    public void Dispose() => _journal.Dispose();

    [Fact]
    public void CheckpointsOfACertainLengthCoverEverything()
    {
        var checkpoints = _journal.Read();
        Assert.All(checkpoints, c => Assert.InRange(c.Records, 0, RecordsMax + 3));
        Assert.Equal(_journal.Records, checkpoints.Sum(c => c.Records));
        Assert.Equal(_journal.Records, checkpoints[^1].LastSequence);
        foreach (var ofSegment in checkpoints.GroupBy(c => c.Segment))
        {
            var path = Path.Combine(_journal.Data, JournalFiles.SegmentName(ofSegment.Key));
            Assert.Equal(Array.FindLastIndex(File.ReadAllBytes(path), b => b != 0) / 8, (ofSegment.Last().EndOffset - 1) / 8);
        }
    }

    [Fact]
    public void AfterACutAtAnyByteTheSameCheckpointsAreMade()
    {
        var whole = File.ReadAllBytes(_journal.Checkpoints);
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            File.WriteAllBytes(_journal.Checkpoints, whole[..cut]);
            AssertMadeAgain(whole, cut);
        }
    }

    /// <summary>The file has grown, the bytes have not arrived: zeros to the end of the last checkpoint.</summary>
    [Fact]
    public void AfterAHoleInTheLastCheckpointTheSameOneIsMade()
    {
        var whole = File.ReadAllBytes(_journal.Checkpoints);
        for (var hole = whole.Length - Checkpoint.Bytes; hole < whole.Length; hole += 7)
        {
            var holed = (byte[])whole.Clone();
            holed.AsSpan(hole).Clear();
            File.WriteAllBytes(_journal.Checkpoints, holed);
            AssertMadeAgain(whole, hole);
        }
    }

    [Fact]
    public void AfterAFailureAtAnyCallTheSameCheckpointsAreMade()
    {
        for (var call = 1; ; call++)
        {
            File.Delete(_journal.Checkpoints);
            var disk = new FaultyDisk { FailAtCall = call };
            if (Record.Exception(() => Seal(_journal.Journal, disk)) is null)
            {
                Assert.True(call > 2 * _expected.Count);
                return;
            }

            Seal(_journal.Journal, new FaultyDisk());
            AssertSame();
            Assert.Empty(_journal.Audit().Problems);
        }
    }

    /// <summary>A write that found no space is tried again by the same maker, which has lost nothing.</summary>
    [Fact]
    public void WriteThatFailedIsTriedAgain()
    {
        for (var call = 1; call <= _expected.Count; call++)
        {
            File.Delete(_journal.Checkpoints);
            var disk = new FaultyDisk { FailAtCall = call, CallNames = "Write" };
            using var signer = CheckpointKeyFile.ReadPrivate(_journal.KeyFile);
            using var maker = NewMaker(_journal.Journal, signer, disk);
            Assert.Throws<IOException>(() => maker.Seal(_journal.Records, isClosed: true, _ => { }));
            Assert.True(maker.IsAppending);
            maker.Seal(_journal.Records, isClosed: true, _ => { });
            Assert.False(maker.IsAppending);
            Assert.Equal(_journal.Records, maker.SealedSequence);
            Assert.Empty(_journal.Audit().Problems);
        }
    }

    [Fact]
    public void SealsNoRecordBeforeItIsSynced()
    {
        File.Delete(_journal.Checkpoints);
        using var signer = CheckpointKeyFile.ReadPrivate(_journal.KeyFile);
        using var maker = NewMaker(_journal.Journal, signer, new FaultyDisk());
        var told = new List<long>();
        for (long synced = 0; synced <= _journal.Records; synced++)
        {
            maker.Seal(synced, isClosed: false, told.Add);
            Assert.Equal(synced, maker.SealedSequence);
            Assert.True(synced == 0 || told[^1] == synced);
        }

        Assert.Equal(told.Order(), told);
        Assert.Empty(_journal.Audit().Problems);
    }

    [Fact]
    public void DamageBeforeTheLastCheckpointIsRefused()
    {
        var whole = File.ReadAllBytes(_journal.Checkpoints);
        var middle = whole.Length - (2 * Checkpoint.Bytes);
        whole[middle + 100] ^= 1;
        whole[^1] ^= 1;
        File.WriteAllBytes(_journal.Checkpoints, whole);

        var refusal = Assert.Throws<JournalRefusedException>(() => Seal(_journal.Journal, new FaultyDisk()));
        Assert.Equal(RecoveryVerdict.Corrupt, refusal.Verdict);
        Assert.Contains($"{_journal.Checkpoints} at byte {middle}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(whole, File.ReadAllBytes(_journal.Checkpoints));
    }

    [Fact]
    public void CheckpointsOfAnotherEngineAreForeign()
    {
        using var other = new SealedJournal();
        File.Copy(other.Checkpoints, _journal.Checkpoints, overwrite: true);
        var refusal = Assert.Throws<JournalRefusedException>(() => Seal(_journal.Journal, new FaultyDisk()));
        Assert.Equal(RecoveryVerdict.Foreign, refusal.Verdict);
        Assert.Equal(RecoveryVerdict.Foreign, _journal.Journal.Inspect().Verdict);
        Assert.NotEmpty(_journal.Audit(other.Key).Problems);
    }

    /// <summary>What the sealer reads it checks: damage is not signed.</summary>
    [Fact]
    public void DamagedRecordIsNotSealed()
    {
        File.Delete(_journal.Checkpoints);
        var path = _journal.Journal.Segments()[^1];
        var bytes = File.ReadAllBytes(path);
        bytes[SegmentHeader.DataOffset + 300] ^= 1;
        File.WriteAllBytes(path, bytes);

        var found = Assert.Throws<JournalCorruptException>(() => Seal(_journal.Journal, new FaultyDisk()));
        Assert.Equal(path, found.File);
        Assert.True(_journal.Read()[^1].LastSequence < found.Sequence);
    }

    private void AssertMadeAgain(byte[] whole, int cut)
    {
        var kept = cut / Checkpoint.Bytes * Checkpoint.Bytes;
        Seal(_journal.Journal, new FaultyDisk(skipSyncs: true));
        AssertSame();
        if (cut % 50 == 0)
        {
            Assert.Empty(_journal.Audit().Problems);
        }

        Assert.Equal(whole[..kept], File.ReadAllBytes(_journal.Checkpoints)[..kept]);
    }

    private void AssertSame() => Assert.Equal(_expected, Chunks(_journal.Checkpoints));

    private void Seal(JournalFixture journal, FaultyDisk disk)
    {
        using var signer = CheckpointKeyFile.ReadPrivate(_journal.KeyFile);
        using var maker = NewMaker(journal, signer, disk);
        maker.Seal(_journal.Records, isClosed: true, _ => { });
    }

    private static CheckpointMaker NewMaker(JournalFixture journal, CheckpointSigner signer, FaultyDisk disk) =>
        new(journal.Data, EngineIdentity.TryRead(journal.Data), signer, disk, RecordsMax);

    private static List<byte[]> Chunks(string path) =>
        [.. File.ReadAllBytes(path).Chunk(Checkpoint.Bytes).Select(bytes => bytes[..SignedBytes])];
}
