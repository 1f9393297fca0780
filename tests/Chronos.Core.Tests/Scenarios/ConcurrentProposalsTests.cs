using System.Collections.Concurrent;
using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Replay;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>Many threads propose at once: no limit is passed at any moment, and every decision arrives once.</summary>
public class ConcurrentProposalsTests
{
    private const int Threads = 8;
    private const int EachThread = 150;

    [Fact]
    public void NeverOvershootALimitAndEveryDecisionIsDeliveredOnce()
    {
        using var fixture = new EngineFixture(setup => setup.Policy = SamplePolicy.Load(
            ("\"submitsMax\": 10,", "\"submitsMax\": 100000,"),
            ("\"submitsMax\": 100,", "\"submitsMax\": 100000,"),
            ("\"submitsMax\": 200,", "\"submitsMax\": 100000,"),
            ("\"sameContentMax\": 3,", "\"sameContentMax\": 10000,"),
            ("\"accumulatedNotionalMax\": \"500000\"", "\"accumulatedNotionalMax\": \"5000000000\""),
            ("\"coolDownAfterLossMillis\": 5000", "\"coolDownAfterLossMillis\": 0"),
            ("\"lossStreakMax\": 20", "\"lossStreakMax\": 10000")));
        fixture.Arm();
        fixture.Quote("BTCUSDT", "87000", "87001", "0.4", "0.4");
        var decided = new ConcurrentBag<(long Sequence, ulong Id)>();
        var id = 0;
        var threads = Enumerable.Range(0, Threads).Select(n => new Thread(() =>
        {
            for (var i = 0; i < EachThread; i++)
            {
                var side = (n + i) % 3 == 0 ? OrderSide.Sell : OrderSide.Buy;
                var proposal = fixture.Limit((ulong)Interlocked.Increment(ref id), side, "0.05", side == OrderSide.Buy ? "87001" : "87000");
                proposal.Flags = ProposalFlags.AllowResize;
                var decision = fixture.Engine.ProposeAsync(in proposal).AsTask().GetAwaiter().GetResult();
                decided.Add((decision.Sequence, decision.Proposal.Id.Value));
                Assert.Equal(proposal.Id, decision.Proposal.Id);
            }
        })).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        fixture.Engine.WaitUntilIdle();

        Assert.Null(fixture.Engine.Failure);
        Assert.Equal(Threads * EachThread, decided.Select(d => d.Sequence).Distinct().Count());
        Assert.Equal(Threads * EachThread, decided.Select(d => d.Id).Distinct().Count());
        Assert.True(fixture.Engine.Counters.Orders > 10);
        Assert.True(fixture.Engine.Stop());
        AssertNeverOvershot(fixture);
    }

    private static void AssertNeverOvershot(EngineFixture fixture)
    {
        using var replayer = new Replayer(fixture.Keys);
        using var reader = JournalReader.Open(fixture.DataDirectory);
        var most = Quantity.Parse("1").Units;
        while (reader.TryRead(out var record))
        {
            replayer.Replay(in record);
            if (replayer.State.Policy is null)
            {
                continue;
            }

            ref readonly var entry = ref replayer.State.Positions[0, 0];
            Assert.InRange(entry.WorstLong, -most, most);
            Assert.InRange(entry.WorstShort, -most, most);
            Assert.True(replayer.State.Positions.Account(0).Gross <= replayer.State.Positions.Account(0).GrossExposureMax);
        }

        Assert.True(replayer.Report().IsIdentical, replayer.Report().FirstDifference);
    }
}
