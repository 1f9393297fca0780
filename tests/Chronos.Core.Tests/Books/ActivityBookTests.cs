using System.Text;
using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Books;

/// <summary>What was counted outlives a change of policy, and every figure of it is in the hash of the state.</summary>
public class ActivityBookTests
{
    [Fact]
    public void CountersSurviveAPolicyChange()
    {
        using var f = new PipelineFixture(RateLimits(version: 1));
        for (var i = 0; i < 3; i++)
        {
            f.Trade(OrderSide.Buy, 1, 101);
        }

        IGate[] gates = [new MessageRateGate(), new InstrumentRateGate(), new VenueRateGate(), new SameContentGate(), new RepeatedExecutionGate(), new AccumulatedNotionalGate()];
        Assert.All(gates, g => Assert.Equal(g.Id.ToString(), f.Check(g, f.Buy(1)).Code.ToString()));
        f.Load(RateLimits(version: 2).Build());
        Assert.All(gates, g => Assert.Equal(g.Id.ToString(), f.Check(g, f.Buy(1)).Code.ToString()));
        f.AssertReplays();
    }

    [Fact]
    public void NewStrategiesInstrumentsAndVenuesBeginWithNothing()
    {
        using var f = new PipelineFixture();
        f.Trade(OrderSide.Buy, 2, 101);
        f.Trade(OrderSide.Buy, 3, 101, instrument: 1);
        f.Load(PolicyFile.ParseRecorded(Encoding.UTF8.GetBytes(Twice(Twice(
            new TestPolicy { Version = 2 }.Text(), "symbol", "BBB", "CCC", "asset"), "name", "beta", "gamma", "strategy"))));

        Assert.Equal((3, 3), (f.Policy.Instruments.Count, f.Policy.Strategies.Count));
        Assert.Equal(2 * PipelineFixture.One, (long)f.State.Activity.Trip(0, 0).Position);
        Assert.Equal(3 * PipelineFixture.One, (long)f.State.Activity.Trip(0, 1).Position);
        Assert.Equal(0, (long)f.State.Activity.Trip(0, 2).Position);
        Assert.Equal(0, (long)f.State.Activity.Trip(1, 0).Position);
        Assert.Equal(0, (long)f.State.Activity.Trip(2, 2).Position);
        f.Trade(OrderSide.Sell, 2, 99);
        Assert.Equal(0, (long)f.State.Activity.Trip(0, 0).Position);
    }

    /// <summary>Copies the object that begins with a key of a value under another value, and the allocation that names the value.</summary>
    private static string Twice(string text, string key, string value, string other, string allocated)
    {
        text = Copy(text, $"\"{key}\": \"{value}\"", value, other);
        return Copy(text, $"\"{allocated}\": \"{value}\",\n  \"exposureMax\"", value, other);
    }

    private static string Copy(string text, string inside, string value, string other)
    {
        var at = text.IndexOf(inside, StringComparison.Ordinal);
        var start = text.LastIndexOf('{', at);
        var end = text.IndexOf('}', at) + 1;
        return text[..end] + ", " + text[start..end].Replace(value, other, StringComparison.Ordinal) + text[end..];
    }

    /// <summary>Each pair of runs differs in one thing only that some gate judges by; so must their hashes.</summary>
    [Fact]
    public void EveryFigureIsInTheHash()
    {
        (string What, Action<PipelineFixture> Change)[] changes =
        [
            ("submit of the strategy", f => f.State.Activity.Strategy(0).Rates.Submits.Record(1)),
            ("amend of the instrument", f => f.State.Activity.Instrument(0).Rates.Amends.Record(1)),
            ("cancel at the venue", f => f.State.Activity.Venue(0).Rates.Cancels.Record(1)),
            ("reject at the venue", f => f.State.Activity.Venue(0).Rejects.Record(1)),
            ("reject of the strategy", f => f.State.Activity.Strategy(0).Rejects.Record(1)),
            ("execution", f => f.State.Activity.Strategy(0).Executions.Record(1)),
            ("content", f => f.State.Activity.Strategy(0).Contents.Record(f.Buy(), 1)),
            ("other content", f => f.State.Activity.Strategy(0).Contents.Record(f.Buy(11), 1)),
            ("message", f => f.State.Activity.Strategy(0).OrdersPerFill.Record(1, isFill: false)),
            ("fill", f => f.State.Activity.Strategy(0).OrdersPerFill.Record(1, isFill: true)),
            ("bought", f => f.State.Activity.Strategy(0).Bought.Record(1, ExactNotional.FromUnits(1))),
            ("sold", f => f.State.Activity.Strategy(0).Sold.Record(1, ExactNotional.FromUnits(1))),
            ("working", f => f.State.Activity.Strategy(0).OnWorking(1)),
            ("working in the instrument", f => f.State.Activity.Instrument(0).OnWorking(1)),
            ("working in the account", f => f.State.Positions.Account(0).WorkingOrders++),
            ("loss", f => f.State.Activity.Strategy(0).OnClose(atLoss: true)),
            ("entry", f => f.State.Activity.Strategy(0).OnEntry(1)),
            ("close", f => f.State.Activity.Trip(0, 0).ClosedAtNanos = 1),
            ("loss of the pair", f => f.State.Activity.Trip(0, 0).LossAtNanos = 1),
            ("position of the pair", f => f.State.Activity.Trip(0, 0).Position = 1),
            ("cash of the pair", f => f.State.Activity.Trip(0, 0).Cash = ExactNotional.FromUnits(1)),
            ("nothing", _ => { }),
        ];
        var hashes = changes.Select(c =>
        {
            using var f = new PipelineFixture();
            c.Change(f);
            return f.Hash();
        });

        Assert.Equal(changes.Length, hashes.Distinct().Count());
    }

    private static TestPolicy RateLimits(uint version) => new TestPolicy { Version = version, MessagesMax = 3 }
        .With("instruments", "submitsMax", "3").With("venues", "submitsMax", "3").With("strategies", "executionsMax", "3")
        .With("strategies", "sameContentMax", "3").With("strategies", "sameContentWindowMillis", "1000")
        .With("strategies", "accumulatedNotionalMax", "\"303\"");
}
