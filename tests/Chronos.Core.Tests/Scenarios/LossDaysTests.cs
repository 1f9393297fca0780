using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Books;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>
/// Weeks of quotes, orders, fills, transfers, restarts and cleared breakers beside a naive oracle: after every event the engine has the
/// same losses, peak, stage and latches, and in the end the journal replays. One number makes a case.
/// </summary>
public class LossDaysTests
{
    private const long One = PipelineFixture.One;
    private const int Events = 400;

    [Fact]
    public void EveryFigureIsThatOfTheNaiveOracleAfterEveryEvent()
    {
        var trips = 0;
        Prop.ForAll(Gen.Choose(1, int.MaxValue - 1).ToArbitrary(), seed => trips += Run(seed))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60));

        Assert.True(trips > 100, $"{trips} trips");
    }

    /// <summary>Answers how many breakers tripped.</summary>
    private static int Run(int seed)
    {
        var r = new Random(seed);
        var (day, week, drawdown, strategy, asset) = (r.Next(0, 400), r.Next(0, 900), r.Next(0, 300), r.Next(0, 60), r.Next(0, 500));
        using var f = new PipelineFixture(new TestPolicy { DailyLossMax = $"{day}", PositionMax = "100000" }
            .With("accounts", "weeklyLossMax", $"\"{week}\"")
            .With("accounts", "drawdownMax", $"\"{drawdown / 1_000m}\"")
            .With("allocations:alpha", "lossMax", $"\"{strategy}\"")
            .With("allocations:AAA", "lossMax", $"\"{asset}\"")
            .With("allocations:BBB", "lossMax", $"\"{asset}\"")
            .With("breakers", "slowPercent", "90"));
        var oracle = new LossOracle(day, week, drawdown / 1_000m, strategy, asset) { Funds = 100_000 };
        oracle.At(f.Now);
        f.Tell(balance: 100_000);
        var (trips, latched) = (0, 0);
        for (var i = 0; i < Events; i++)
        {
            f.Advance(r.Next(6) == 0 ? r.NextInt64(40_000_000) : r.NextInt64(10_000));
            oracle.At(f.Now);
            Step(f, oracle, r);
            AssertSame(f, oracle, $"seed {seed}, event {i}");
            AssertBudgets(f, oracle, $"seed {seed}, event {i}");
            var now = oracle.Latched.Count + (oracle.IsStrategyLatched ? 1 : 0) + (oracle.IsAssetLatched(0) ? 1 : 0);
            trips += Math.Max(0, now - latched);
            latched = now;
        }

        f.AssertReplays();
        return trips;
    }

    private static void Step(PipelineFixture f, LossOracle oracle, Random r)
    {
        switch (r.Next(20))
        {
            case < 9: Quote(f, oracle, r); break;
            case < 12: Trade(f, oracle, r); break;
            case < 15: Fill(f, oracle, r); break;
            case 15: Transfer(f, oracle, r); break;
            case 16: Clear(f, oracle, r); break;
            case 17: f.StartRun(); break;
            case 18: f.Propose(f.Buy(1)); break;
            default: f.Tick(); break;
        }
    }

    private static void Quote(PipelineFixture f, LossOracle oracle, Random r)
    {
        var instrument = r.Next(2);
        var bid = r.Next(180, 220) / 2m;
        var ask = bid + r.Next(0, 4) / 2m;
        f.QuoteUnits(Units(bid), Units(ask), One, One, instrument);
        oracle.Quote(instrument, bid, ask);
    }

    private static void Fill(PipelineFixture f, LossOracle oracle, Random r)
    {
        var instrument = r.Next(2);
        var side = oracle.HeldOf(instrument) + r.Next(-20, 21) > 0 ? OrderSide.Sell : OrderSide.Buy;
        var quantity = r.Next(1, 15);
        var price = r.Next(1_900, 2_100) / 20m;
        var fee = r.Next(0, 100) / 100m;
        f.Report(new ExecutionReport
        {
            ExecutionId = (ulong)r.NextInt64(1, long.MaxValue),
            Instrument = new InstrumentId(instrument),
            Kind = ReportKind.Fill,
            Side = side,
            LastQuantity = Quantity.FromUnits(quantity * One),
            LastPrice = Price.FromUnits(Units(price)),
            Fee = Notional.FromUnits(Units(fee)),
        });
        oracle.Fill(instrument, side == OrderSide.Buy ? quantity : -quantity, price, fee);
    }

    /// <summary>A fill of alpha's own order, where the gates let one through; it is cut off short of its quantity now and then.</summary>
    private static void Trade(PipelineFixture f, LossOracle oracle, Random r)
    {
        f.Command(CommandAction.Arm);
        f.TellAll();
        var instrument = r.Next(2);
        var side = r.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
        var (quantity, price) = (r.Next(1, 10), r.Next(95, 106));
        f.Propose(f.Order(side, quantity, price, instrument: instrument));
        if (!f.Last.Decision.Passes)
        {
            return;
        }

        var id = f.Last.Decision.OrderId;
        f.Fill(id, side, quantity, price, instrument, execution: (ulong)r.NextInt64(1, long.MaxValue));
        oracle.Fill(instrument, side == OrderSide.Buy ? quantity : -quantity, price, 0, own: true);
    }

    private static void Transfer(PipelineFixture f, LossOracle oracle, Random r)
    {
        var amount = r.Next(-3_000, 3_000);
        f.Transfer(amount);
        oracle.Transfer(amount);
    }

    private static void Clear(PipelineFixture f, LossOracle oracle, Random r)
    {
        if (oracle.IsStrategyLatched)
        {
            Assert.Equal(ReasonCode.None, f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Strategy, "alpha", BreakerKind.StrategyLoss));
            oracle.ClearStrategy();
            f.Command(CommandAction.Arm, ScopeKind.Strategy, "alpha");
            return;
        }

        if (oracle.IsAssetLatched(0))
        {
            Assert.Equal(ReasonCode.None, f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Instrument, "AAA", BreakerKind.AssetLoss));
            oracle.ClearAsset(0);
            f.Command(CommandAction.Arm, ScopeKind.Instrument, "AAA");
            return;
        }

        var kind = (BreakerKind)r.Next(1, 4);
        if (!oracle.Latched.Contains(kind))
        {
            Assert.Equal(
                ReasonCode.CommandRefused, f.Command(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", breaker: kind));
            return;
        }

        Assert.Equal(ReasonCode.None, f.CommandByTwo(CommandAction.ClearBreaker, ScopeKind.Venue, "paper", kind));
        oracle.Clear(kind);
        f.Command(CommandAction.Arm, ScopeKind.Venue, "paper");
    }

    private static void AssertSame(PipelineFixture f, LossOracle oracle, string where)
    {
        var account = f.State.Positions.Account(0);
        var peak = account.PeakProfit;
        Assert.True(f.State.Risk.TryDayLoss(0, out var risk), where);
        Assert.True(
            (Exact(oracle.Profit), Exact(oracle.DayLoss), Exact(oracle.WeekLoss), Exact(oracle.Fall), Exact(oracle.FallMax))
            == (account.Profit, account.DayLoss, account.WeekLoss, account.Fall, account.FallMax),
            $"{where}: {oracle.Profit} {oracle.DayLoss} {oracle.WeekLoss} {oracle.Fall} {oracle.FallMax} is not "
            + $"{account.Profit} {account.DayLoss} {account.WeekLoss} {account.Fall} {account.FallMax}; peak {peak}");
        Assert.Equal(account.DayLoss.Units, risk);
        Assert.True(oracle.Stage == f.State.Stages.Account(0), $"{where}: {oracle.Stage} is not {f.State.Stages.Account(0)}");
        foreach (var kind in (BreakerKind[])[BreakerKind.DailyLoss, BreakerKind.WeeklyLoss, BreakerKind.Drawdown])
        {
            Assert.True(
                oracle.Latched.Contains(kind) == f.State.Breakers.IsLatched(kind, ScopeKind.Venue, 0), $"{where}: latch of {kind}");
        }
    }

    private static void AssertBudgets(PipelineFixture f, LossOracle oracle, string where)
    {
        ref readonly var alpha = ref f.State.Strategies.Budget(0, 0);
        Assert.True(
            (Exact(oracle.StrategyLoss), oracle.StrategyStage, oracle.IsStrategyLatched)
            == (alpha.Loss, f.State.Stages.Strategy(0), f.State.Breakers.IsLatched(BreakerKind.StrategyLoss, ScopeKind.Strategy, 0)),
            $"{where}: strategy {oracle.StrategyLoss} {oracle.StrategyStage} is not {alpha.Loss} {f.State.Stages.Strategy(0)}");
        for (var i = 0; i < 2; i++)
        {
            ref readonly var asset = ref f.State.Positions.Asset(0, i);
            Assert.True(
                (Exact(oracle.AssetLoss(i)), oracle.AssetStage(i), oracle.IsAssetLatched(i))
                == (asset.Loss, f.State.Stages.Asset(i), f.State.Breakers.IsLatched(BreakerKind.AssetLoss, ScopeKind.Instrument, i)),
                $"{where}: asset {i} {oracle.AssetLoss(i)} {oracle.AssetStage(i)} is not {asset.Loss} {f.State.Stages.Asset(i)}");
        }
    }

    private static long Units(decimal amount) => (long)(amount * One);

    private static ExactNotional Exact(decimal amount) => ExactNotional.FromUnits((Int128)(amount * One * One));
}
