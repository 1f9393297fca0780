using Chronos.Core.Journal;
using Chronos.Core.Journal.Proof;

namespace Chronos.Core.Tests.Journal.Proof;

/// <summary>The sealer beside a journal that is being written.</summary>
public sealed class SealerTests : IDisposable
{
    private readonly TemporaryDirectory _keys = new();
    private readonly string _keyFile;
    private readonly CheckpointKey _key;

    public SealerTests()
    {
        _keyFile = _keys.File("checkpoint.key");
        CheckpointKeyFile.Create(_keyFile);
        _key = CheckpointKeyFile.ReadPublic(_keyFile + CheckpointKeyFile.PublicExtension);
    }

    public void Dispose()
    {
        _key.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public void FollowsTheJournalAndSealsAllAtAnOrderlyStop()
    {
        using var journal = NewJournal();
        using (var store = journal.OpenAndStart(segmentBytes: 16 * 1024))
        {
            Assert.True(store.IsSealing);
            for (var i = 0; i < 10; i++)
            {
                JournalFixture.Append(store, 13);
                JournalFixture.WaitUntil(() => store.Watermarks.Sealed == store.Watermarks.Written);
                Assert.True(store.Watermarks.Sealed <= store.Watermarks.Synced);
            }

            JournalFixture.Append(store, 50);
            Assert.True(store.Stop());
            Assert.Equal(180, store.Watermarks.Sealed);
        }

        Assert.Empty(journal.Failures);
        AssertSealed(journal, 180);
        Assert.Equal(RecoveryVerdict.Clean, journal.Inspect().Verdict);
    }

    [Fact]
    public void GoesOnRunAfterRun()
    {
        using var journal = NewJournal();
        for (var run = 0; run < 6; run++)
        {
            using var store = journal.OpenAndStart();

            // A run without a record leaves a segment that the next one replaces.
            JournalFixture.Append(store, run % 3 == 1 ? 0 : 20);
            Assert.True(store.Stop());
            Assert.Equal(store.Watermarks.Written, store.Watermarks.Sealed);
            AssertSealed(journal, store.Watermarks.Written);
        }

        AssertSealed(journal, 80);
    }

    [Fact]
    public void SealsWhatWasWrittenBeforeThereWasAKey()
    {
        using var journal = new JournalFixture();
        using (var store = journal.OpenAndStart(segmentBytes: 16 * 1024))
        {
            Assert.False(store.IsSealing);
            JournalFixture.Append(store, 80);
        }

        using var later = journal.CopyAsCrashed();
        using var keyed = new JournalFixture { CheckpointKey = _keyFile };
        foreach (var file in Directory.GetFiles(later.Data))
        {
            File.Copy(file, Path.Combine(keyed.Data, Path.GetFileName(file)));
        }

        keyed.OpenAndStart().Dispose();
        AssertSealed(keyed, 80);
    }

    [Fact]
    public void SaysWhichKeysSignedWhenTheKeyIsChanged()
    {
        var nextFile = _keys.File("next.key");
        CheckpointKeyFile.Create(nextFile);
        using var next = CheckpointKeyFile.ReadPublic(nextFile + CheckpointKeyFile.PublicExtension);
        using var journal = NewJournal();
        using (var store = journal.OpenAndStart())
        {
            JournalFixture.Append(store, 10);
        }

        using var rotated = new JournalFixture { CheckpointKey = nextFile };
        foreach (var file in Directory.GetFiles(journal.Data))
        {
            File.Copy(file, Path.Combine(rotated.Data, Path.GetFileName(file)));
        }

        using (var store = rotated.OpenAndStart())
        {
            JournalFixture.Append(store, 10);
        }

        var both = new CheckpointAudit(rotated.Data, [_key, next], null).Run();
        Assert.Empty(both.Problems);
        Assert.Equal([_key.Fingerprint, next.Fingerprint], both.Fingerprints);
        Assert.Equal(20, both.SealedSequence);
        Assert.NotEmpty(new CheckpointAudit(rotated.Data, [_key], null).Run().Problems);
        Assert.NotEmpty(new CheckpointAudit(rotated.Data, [next], null).Run().Problems);
    }

    /// <summary>Killed at some moment, again and again: what was sealed is never sealed otherwise, and all gets sealed.</summary>
    [Fact]
    public void KilledAtAnyMomentTheChainGoesOn()
    {
        var random = new Random(4711);
        var journal = NewJournal();
        try
        {
            var heads = new List<byte[]>();
            for (var kill = 0; kill < 25; kill++)
            {
                JournalFixture crashed;
                using (var store = journal.OpenAndStart(segmentBytes: 16 * 1024))
                {
                    JournalFixture.Append(store, random.Next(1, 40));
                    Thread.Sleep(random.Next(0, 4));
                    crashed = CopyWhileRunning(journal, store, isSynced: kill % 2 == 0);
                }

                journal.Dispose();
                journal = crashed;
                var kept = SealedHeads(journal);
                Assert.Equal(heads, kept.Take(heads.Count));
                heads = kept;
            }

            using (var store = journal.OpenAndStart(segmentBytes: 16 * 1024))
            {
                Assert.Equal(heads, SealedHeads(journal).Take(heads.Count));
                JournalFixture.Append(store, 5);
                Assert.True(store.Stop());
                AssertSealed(journal, store.Watermarks.Written);
            }

            using var reader = JournalReader.Open(journal.Data);
            JournalFixture.AssertRecords(reader);
        }
        finally
        {
            journal.Dispose();
        }
    }

    [Fact]
    public void FailedSyncEndsTheProcess()
    {
        using var journal = NewJournal();
        var disk = new CheckpointFault { FailSyncs = true };
        using var store = Open(journal, disk);
        JournalFixture.Append(store, 5);
        JournalFixture.WaitUntil(() => journal.Failures.Count > 0);

        Assert.True(store.Watermarks.EgressStopped);
        Assert.Equal(0, store.Watermarks.Sealed);
        Assert.Contains("could not be sealed", journal.Failures[0], StringComparison.Ordinal);
        Assert.Contains("could not be sealed", File.ReadAllText(store.ReasonPath), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutSpaceItLagsAndCatchesUp()
    {
        using var journal = NewJournal();
        var disk = new CheckpointFault { FailWrites = true };
        using var store = Open(journal, disk);
        JournalFixture.Append(store, 30);
        JournalFixture.WaitUntil(() => store.SealError is not null);
        JournalFixture.Append(store, 30);
        JournalFixture.WaitUntilSynced(store);
        Assert.Equal(0, store.Watermarks.Sealed);
        Assert.False(store.Watermarks.EgressStopped);

        disk.FailWrites = false;
        JournalFixture.WaitUntil(() => store.Watermarks.Sealed == 60);
        JournalFixture.WaitUntil(() => store.SealError is null);
        Assert.True(store.Stop());
        AssertSealed(journal, 60);
    }

    [Fact]
    public void SealedRecordsThatAreGoneAreTruncatedOrCorruptNotTorn()
    {
        using var journal = NewJournal();
        using (var store = journal.OpenAndStart())
        {
            JournalFixture.Append(store, 20);
        }

        // Without the heartbeat and the closing frame, damage to the last batch would pass for a torn write.
        using var copy = journal.CopyAsCrashed();
        var forger = new Forger(copy.Data);
        forger.Segments[^1].Items.RemoveAll(item => Forger.IsFrame(item) && ((ReadOnlySpan<byte>)item)[60..64].IndexOfAnyExcept((byte)0) < 0);
        forger.Save();
        var path = copy.Segments()[0];
        var bytes = File.ReadAllBytes(path);
        bytes[Array.FindLastIndex(bytes, b => b != 0)] ^= 1;
        File.WriteAllBytes(path, bytes);

        var report = copy.Inspect();
        Assert.Equal(RecoveryVerdict.Corrupt, report.Verdict);
        Assert.Contains("checkpoint says sequence 20", report.Message, StringComparison.Ordinal);
        File.Delete(CheckpointFile.PathIn(copy.Data));
        Assert.Equal(RecoveryVerdict.TornTail, copy.Inspect().Verdict);
    }

    [Fact]
    public void KeyThatIsMissingOrOpenToOthersRefusesTheStart()
    {
        using var journal = NewJournal();
        CheckpointKeyFileTests.SetMode(_keyFile, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var refusal = Assert.Throws<JournalRefusedException>(() => journal.Open());
        Assert.Equal(68, refusal.ExitCode);
        Assert.Contains(_keyFile, refusal.Message, StringComparison.Ordinal);
        File.Delete(_keyFile);
        Assert.Equal(RefusalCode.Key, Assert.Throws<JournalRefusedException>(() => journal.Open()).Code);
    }

    private JournalFixture NewJournal() => new() { CheckpointKey = _keyFile };

    private void AssertSealed(JournalFixture journal, long sequence)
    {
        var report = new CheckpointAudit(journal.Data, [_key], null).Run();
        Assert.Empty(report.Problems);
        Assert.Equal(sequence, report.SealedSequence);
    }

    private static List<byte[]> SealedHeads(JournalFixture journal)
    {
        var bytes = File.Exists(CheckpointFile.PathIn(journal.Data)) ? File.ReadAllBytes(CheckpointFile.PathIn(journal.Data)) : [];
        return [.. bytes.Chunk(Checkpoint.Bytes).Where(c => c.Length == Checkpoint.Bytes).Select(c => Checkpoint.TryParse(c)!.Head())];
    }

    /// <summary>
    /// What a kill at this moment would leave: checkpoints first, so that they are no newer than what they speak of, then
    /// the ring, then the segments.
    /// </summary>
    private static JournalFixture CopyWhileRunning(JournalFixture journal, JournalStore store, bool isSynced)
    {
        var checkpoints = File.Exists(CheckpointFile.PathIn(journal.Data)) ? File.ReadAllBytes(CheckpointFile.PathIn(journal.Data)) : [];
        if (isSynced)
        {
            JournalFixture.WaitUntilSynced(store);
            JournalFixture.WaitUntil(() => store.SpareCount == 3);
        }

        var copy = journal.CopyAsCrashed();
        File.WriteAllBytes(CheckpointFile.PathIn(copy.Data), checkpoints);
        return copy;
    }

    private static JournalStore Open(JournalFixture journal, CheckpointFault disk)
    {
        var store = JournalStore.Open(
            new JournalOptions
            {
                DataDirectory = journal.Data,
                RingDirectory = journal.Ring,
                SegmentBytes = JournalFixture.SegmentBytes,
                RingBytes = 16 * 1024,
                CheckpointKeyFile = journal.CheckpointKey,
                SealMillis = 1,
            },
            new Clocks.SystemClock(), disk, journal.Failures.Add);
        store.Start(journal.Identity);
        return store;
    }
}
