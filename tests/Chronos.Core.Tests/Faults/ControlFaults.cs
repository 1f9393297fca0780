using System.Buffers.Binary;
using Chronos.Core.Journal;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Journal.Proof;

namespace Chronos.Core.Tests.Faults;

/// <summary>
/// Operations, and the teeth of the matrix: with one protection taken away, the row that proves it must fail.
/// </summary>
[Trait("Category", "Fault")]
public class ControlFaults
{
    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(AnOlderProgramRefusesANewerJournal), "F150", "rolled back after an upgrade to a newer record format", "the version in the last segment's header is the next one, its CRC made to fit", "the older program refuses with 66 and touches nothing; with the newer segment as it was the journal is whole", "the version in the file"),
        FaultRow.OfHost("RunTests", "TellsEverythingWrongWithAConfiguration", "F151", "configuration wrong in many places", "file", "refused with 64, every place named", "exit code"),
        FaultRow.Of<RingRecoveryTests>(nameof(RingRecoveryTests.EveryPublishedRecordSurvivesAKillAtAnyPoint), "F152", "a copy taken while the journal is written", "copied 60 times while it runs", "each copy is whole", "the writer goes on"),
        FaultRow.OfHost("ArchiveWriterTests", "SurvivesAServerThatCrashes", "F153", "the archive's database is killed and started again", "a real PostgreSQL server", "the archive goes on, nothing twice", "the server's own recovery"),
        FaultRow.OfHost("ArchiveWriterTests", "GoesOnWhereAnotherRunEndedAndAddsNothingTwice", "F153a", "the archive is stopped in between", "a real PostgreSQL server", "the next run goes on from there", "rows counted"),
        FaultRow.OfHost("ArchiveRetentionTests", "SegmentsGoOnlyWhenTheyAreArchived", "F153b", "the archive's database is down for a run while retention is due", "a real PostgreSQL server", "no segment goes; the next run goes on from a snapshot and lacks nothing", "every row against a replay from the first record"),
        FaultRow.OfHost("ArchiveRetentionTests", "WhatTheDatabaseHasLostIsSentAgain", "F153c", "an older backup of the archive's database comes back", "a real PostgreSQL server", "told; begins again where the database stands", "every row against a replay from the first record"),
        FaultRow.OfHost("ArchiveRetentionTests", "ADatabaseThatIsGoneIsToldWhenTheBeginningIsToo", "F153d", "the archive's database is dropped after the journal's beginning is gone", "a real PostgreSQL server", "the archive ends and says why; nothing more is removed", "the message and the files"),
        Of(nameof(WithoutSyncErrorsTheRowFails), "F154", "negative control of F032: sync errors are swallowed", "a disk in the writer that hides them", "**fails**: the process goes on, no reason file", "strace's log of the failed sync"),
        Of(nameof(WithASecondAttemptTheRowFails), "F154a", "negative control of F032: a failed sync is tried again", "a disk in the writer that syncs twice", "**fails**: the process goes on, no reason file", "strace's log of the failed sync"),
        Of(nameof(WithoutCrcsTheRowFails), "F154b", "negative control of F050: no CRC and no chain tells", "every CRC and chain field made to fit a flipped byte", "**fails**: the verdict is Clean; only the signed checkpoints find it", "the byte differs"),
        Of(nameof(WithoutTheLockTwoWriters), "F154c", "negative control of F011: no lock", "the lock file removed under its holder", "**fails**: the second process is not refused", "both run"),
    ];

    [Fact]
    public void AnOlderProgramRefusesANewerJournal()
    {
        using var journal = new FaultedJournal();
        Assert.Equal(0, journal.Append(80).Code);
        SetVersion(journal, SegmentHeader.CurrentVersion + 1);
        var before = journal.DataHash();
        foreach (var end in new[] { journal.Append(10), journal.Recover() })
        {
            Assert.Equal((int)RefusalCode.Foreign, end.Code);
            Assert.Contains($"version {SegmentHeader.CurrentVersion + 1}", end.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, journal.DataHash());
        SetVersion(journal, SegmentHeader.CurrentVersion);
        Assert.Equal((RecoveryVerdict.Clean, 80L), journal.AssertWhole(80));
    }

    [StraceFact]
    public void WithoutSyncErrorsTheRowFails() => AssertGoesOn("hiding");

    [StraceFact]
    public void WithASecondAttemptTheRowFails() => AssertGoesOn("retrying");

    [Fact]
    public void WithoutCrcsTheRowFails()
    {
        using var journal = new SealedJournal();
        journal.SealAnew(recordsMax: 4);
        var sequence = journal.Records / 2;
        var flipped = new Forger(journal.Data);
        var (segment, index) = flipped.Find(sequence);
        var before = (byte[])segment.Items[index].Clone();
        segment.Items[index][JournalRecord.HeaderBytes] ^= 1;
        flipped.Save();

        Assert.NotEqual(before, new Forger(journal.Data).Find(sequence).Segment.Items[index]);
        Assert.Equal(RecoveryVerdict.Clean, journal.Journal.Inspect().Verdict);
        Assert.False(journal.IsIntact());
    }

    [Fact]
    public void WithoutTheLockTwoWriters()
    {
        using var journal = new FaultedJournal();
        using var first = journal.StartAppend(0);
        first.WaitForLines(1);
        Assert.Equal((int)RefusalCode.Busy, journal.Append(10).Code);
        File.Delete(Path.Combine(journal.Data, JournalFiles.LockName));
        var second = journal.Append(10);
        Assert.NotEqual((int)RefusalCode.Busy, second.Code);
        Assert.False(first.HasExited);
    }

    private static void SetVersion(FaultedJournal journal, uint version) => journal.Edit(journal.Segments[^1], bytes =>
    {
        foreach (var copy in (int[])[0, SegmentHeader.CopyBytes])
        {
            var header = bytes.AsSpan(copy, SegmentHeader.CopyBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], version);
            BinaryPrimitives.WriteUInt32LittleEndian(header[^4..], Crc32C.Of(header[..^4]));
        }
    });

    private static void AssertGoesOn(string disk)
    {
        using var journal = new FaultedJournal();
        var strace = Strace.FailAt("fdatasync", "EIO", 6);
        var end = journal.Append(40, strace, disk);
        Assert.True(strace.HasHappened());
        Assert.Equal((0, 40L), (end.Code, end.Synced));
        Assert.False(File.Exists(journal.ReasonFile));
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<ControlFaults>(method, id, fault, injected, expected, proof);
}
