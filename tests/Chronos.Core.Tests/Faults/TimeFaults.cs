using Chronos.Core.Clocks;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Tests.Crash;
using Chronos.Core.Tests.Journal;
using Chronos.Core.Tests.Replay;
using Chronos.Core.Tests.Scenarios;

namespace Chronos.Core.Tests.Faults;

/// <summary>Clocks that step, and other surroundings for the same journal.</summary>
[Trait("Category", "Fault")]
public class TimeFaults
{
    private const long Hour = 3_600_000_000_000;

    internal static readonly IReadOnlyList<FaultRow> Rows =
    [
        Of(nameof(AClockThatSteppedBackOverARestart), "F100", "the clock stands an hour earlier at a restart", "test clock", "time in the journal never runs backwards; it replays identically", "the second run's clock is behind the last record"),
        Of(nameof(AClockThatStepsForward), "F100a", "the clock jumps an hour ahead", "test clock", "what rests on old quotes is blocked, new quotes let it pass", "the reason is QuoteStaleness"),
        Of(nameof(TheSameElsewhere), "F104", "replayed in another process: no tiering, no vector instructions, another collector, culture and time zone", "environment of the process", "the same records and state hash", "five processes"),
        Of(nameof(TheSameElsewhereOverBoundariesOfTheCalendar), "F103", "leap second, end of day, week, month and year, change to and from summer time", "test clock; replayed under time zones that change there, one with leap seconds, and tr_TR", "the same records and state hash", "the journal has records on both sides of each; five processes"),
        FaultRow.Of<FollowerTests>(nameof(FollowerTests.HaltsTheEngineAtTheFirstDifference), "F105", "the engine decides otherwise than its journal", "record altered under the follower", "alarm, the engine is halted", "the alarm names the record"),
        FaultRow.Of<FollowerTests>(nameof(FollowerTests.LagsWhileItIsHeldAndCatchesUp), "F105a", "the follower is slow", "its books are held", "the engine goes on, the lag is told, it catches up", "the lag"),
        FaultRow.Of<FollowerTests>(nameof(FollowerTests.HaltsTheEngineWhenTheDiskGivesBackSomethingElse), "F105b", "the disk gives back other bytes than were written", "segment edited while in use", "alarm, the engine is halted", "the alarm"),
        FaultRow.Of<FollowerProcessTests>(nameof(FollowerProcessTests.EndsAtADecisionThatWasNotTheEngines), "F105c", "a follower in another process meets another decision", "record altered", "ends with 1 and names it", "exit code"),
        FaultRow.Of<VerdictTableTests>(nameof(VerdictTableTests.AJournalOfAnotherModeIsProgramMismatch), "F106", "a journal of another mode", "options", "ProgramMismatch, exit 66", "the refusal names the mode"),
        FaultRow.Of<SnapshotStartTests>(nameof(SnapshotStartTests.InLiveASnapshotOfAnotherProgramIsPassedOver), "F106b", "another program goes on with a journal, mode Live", "the program's hash in the snapshots changed", "the snapshots are passed over, every record is decided again by the new program", "ProgramMismatch is told, no snapshot was used"),
        FaultRow.Of<SnapshotStartTests>(nameof(SnapshotStartTests.InLiveAJournalWithoutItsBeginningIsRefusedToAnotherProgram), "F106c", "the same, and the journal's beginning has been removed", "retention; the program's hash in the snapshots changed", "ProgramMismatch, exit 66; in mode Paper the snapshot serves", "the first sequence is not 1"),
        FaultRow.Of<VerdictTableTests>(nameof(VerdictTableTests.AJournalThatReplaysDifferentlyIsNondeterminism), "F106a", "a journal that replays differently", "forged state hash, every CRC made to fit", "Nondeterminism, exit 67", "recovery finds nothing"),
    ];

    [Fact]
    public void AClockThatSteppedBackOverARestart()
    {
        string root;
        using (var before = new EngineFixture(keepDirectory: true))
        {
            root = before.Root;
            before.Advance(3_600_000);
            before.Arm();
            before.Quote("BTCUSDT", "87000", "87001");
            Assert.True(before.Engine.Stop());
        }

        using var after = new EngineFixture(directory: root);
        Assert.Equal(EngineFixture.Start, after.Clock.NowNanos());
        after.Quote("BTCUSDT", "87000", "87001");
        Assert.True(after.Engine.State.NowNanos >= EngineFixture.Start + Hour);
        Assert.True(after.Engine.Stop());
        using var reader = JournalReader.Open(after.DataDirectory);
        long last = 0;
        while (reader.TryRead(out var record))
        {
            Assert.True(record.TimeNanos >= last, $"record {record.Sequence} is older than the one before");
            last = record.TimeNanos;
        }

        Assert.True(after.Replay().IsIdentical);
    }

    [Fact]
    public void AClockThatStepsForward()
    {
        using var f = new EngineFixture();
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        Assert.Equal(Verdict.Approve, f.Propose(f.Limit(1, OrderSide.Buy, "0.01", "87001")).Verdict);
        f.Advance(3_600_000);
        var blocked = f.Propose(f.Limit(2, OrderSide.Buy, "0.01", "87001"));
        Assert.Equal((Verdict.Block, ReasonCode.QuoteStaleness), (blocked.Verdict, blocked.Reason));
        f.Quote("BTCUSDT", "87000", "87001");
        Assert.Equal(Verdict.Approve, f.Propose(f.Limit(3, OrderSide.Buy, "0.01", "87001")).Verdict);
    }

    [Fact]
    public void TheSameElsewhere()
    {
        using var f = new EngineFixture();
        f.Arm();
        f.Quote("BTCUSDT", "87000", "87001");
        for (ulong id = 1; id <= 50; id++)
        {
            f.Propose(f.Limit(id, id % 2 == 0 ? OrderSide.Sell : OrderSide.Buy, "0.01", id % 2 == 0 ? "87000" : "87001"));
        }

        Assert.True(f.Engine.Stop());
        AssertTheSame(
            f, ("DOTNET_TieredCompilation", "0"), ("DOTNET_EnableHWIntrinsic", "0"), ("DOTNET_gcServer", "1"), ("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Chatham"));
    }

    [Fact]
    public void TheSameElsewhereOverBoundariesOfTheCalendar()
    {
        // The first is the leap second of 2016: Unix time says that second twice, so the clock steps back.
        string[] boundaries =
        [
            "2017-01-01T00:00:00Z", "2026-01-05T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-08T07:00:00Z", "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z",
            "2026-11-01T06:00:00Z", "2027-01-01T00:00:00Z",
        ];
        var clock = new RepeatingClock();
        using var f = new EngineFixture(s => s.Clock = clock);
        clock.Set(Nanos(boundaries[0]) - 1_000_000_000);
        f.Arm();
        ulong id = 0;
        foreach (var boundary in boundaries.Select(Nanos))
        {
            foreach (var offset in (long[])[-1_000_000_000, -1, -1_000_000_000, -1, 0, 1_000_000_000])
            {
                clock.Set(boundary + offset);
                QuoteAndPropose(f, clock, ++id);
            }
        }

        Assert.True(f.Engine.Stop());
        var times = Times(f);
        Assert.All(boundaries.Select(Nanos), b => Assert.True(times.Exists(t => t < b && t >= b - 1_000_000_000) && times.Exists(t => t >= b && t <= b + 1_000_000_000)));
        AssertTheSame(f, ("TZ", "Europe/Berlin"), ("TZ", "America/New_York"), ("TZ", "right/UTC"), ("TZ", "Australia/Lord_Howe"), ("LANG", "tr_TR.UTF-8"));
    }

    private static void QuoteAndPropose(EngineFixture f, RepeatingClock clock, ulong id)
    {
        Assert.Equal(SubmitResult.Accepted, f.Engine.TryQuote(new Quote(
            f.Policy.InstrumentNamed("BTCUSDT"), Price.Parse("87000"), Quantity.Parse("10"), Price.Parse("87001"), Quantity.Parse("10"), clock.NowNanos())));
        f.Engine.WaitUntilIdle();
        var isBuy = id % 2 != 0;
        f.Propose(f.Limit(id, isBuy ? OrderSide.Buy : OrderSide.Sell, "0.01", isBuy ? "87001" : "87000") with { CreatedAtNanos = clock.NowNanos() });
    }

    private static long Nanos(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds() * 1_000_000;

    private static List<long> Times(EngineFixture f)
    {
        List<long> times = [];
        using var reader = JournalReader.Open(f.DataDirectory);
        while (reader.TryRead(out var record))
        {
            times.Add(record.TimeNanos);
        }

        return times;
    }

    private static void AssertTheSame(EngineFixture f, params (string, string)[] surroundings)
    {
        var here = f.Replay();
        var expected = $"{here.Records} {here.StateHash}";
        foreach (var surrounding in surroundings)
        {
            using var process = ChildProcess.Start(null, ["hash", f.DataDirectory], surrounding);
            var end = process.WaitForEnd();
            Assert.Equal((0, expected), (end.Code, Assert.Single(end.Lines)));
        }
    }

    /// <summary>A clock that says what it is told to, also an earlier time, as a leap second makes the system's.</summary>
    private sealed class RepeatingClock : IClock
    {
        private long _nowNanos = EngineFixture.Start - (10L * 366 * 24 * Hour);

        public long NowNanos() => Volatile.Read(ref _nowNanos);

        public void Set(long nanos) => Volatile.Write(ref _nowNanos, nanos);
    }

    private static FaultRow Of(string method, string id, string fault, string injected, string expected, string proof) =>
        FaultRow.Of<TimeFaults>(method, id, fault, injected, expected, proof);
}
