using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;
using FsCheck;
using FsCheck.Fluent;

namespace Chronos.Core.Tests.Books;

public class StrategyBookTests
{
    private const long One = PipelineFixture.One;
    private const int Alpha = 0;
    private const int Beta = 1;

    /// <summary>Both strategies trade both ways through the whole engine; each ends flat, and equity has changed by what it paid and received, to the last unit.</summary>
    [Fact]
    public void AClosedRoundTripRealisesTheChangeOfEquityNetOfFeesPerStrategyAndInstrument() => Prop
        .ForAll(ArbMap.Default.ArbFor<int>().Generator.Resize(int.MaxValue / 2).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            using var f = new PipelineFixture(new TestPolicy { DailyLossMax = "1000000000" });
            var position = new long[2];
            var cash = new Int128[2];
            for (var step = 0; step < 14; step++)
            {
                var strategy = random.Next(2);
                var closes = step >= 12;
                strategy = closes ? step - 12 : strategy;
                var signed = closes ? -position[strategy] : random.NextInt64(-25 * One, 25 * One);
                if (signed != 0)
                {
                    Trade(f, random, strategy, signed, ref position[strategy], ref cash[strategy]);
                }

                BookInvariants.Assert(f.State);
            }

            for (var s = 0; s < 2; s++)
            {
                ref readonly var line = ref f.State.Strategies.Find(s, 0);
                Assert.Equal((0L, Int128.Zero, cash[s]), (line.Position, line.Cost.Units, line.Realised.Units));
                Assert.Equal(cash[s], f.State.Strategies.Budget(0, s).Realised.Units);
            }

            ref readonly var account = ref f.State.Positions.Account(0);
            Assert.Equal((cash[0] + cash[1], Int128.Zero), (account.Realised.Units, account.Open.Units));
            Assert.Equal(account.Realised, f.State.Positions.Asset(0, 0).Realised);
            Assert.Equal(0L, f.Position.Unattributed);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void AFillOfNoOrderOfOursIsTheAccountsAlone()
    {
        using var f = new PipelineFixture();
        f.Own(10);
        f.Hold(30);

        Assert.Equal((30 * One, 20 * One), (f.Position.Position, f.Position.Unattributed));
        Assert.Equal(10 * One, f.State.Strategies.Find(Alpha, 0).Position);
        BookInvariants.Assert(f.State);
    }

    [Fact]
    public void ReservesOnApprovalCommitsOnFillAndReleasesOnCancelRejectAndClose()
    {
        using var f = new PipelineFixture(new TestPolicy().With("instruments", "initialMargin", "\"0.1\"").With("accounts", "feeBpsMax", "100"));
        ref readonly var budget = ref f.State.Strategies.Budget(0, Alpha);
        ref readonly var account = ref f.State.Positions.Account(0);
        var order = f.Work(f.Buy(10));
        Assert.Equal((1_010m, 111.1m, 0m), (Whole(budget.Exposure.Units), Whole(account.OrderHold), Whole(account.PositionHold)));

        f.Fill(order, OrderSide.Buy, 4, 101);
        Assert.Equal((1_010m, 66.66m, 44.44m), (Whole(budget.Exposure.Units), Whole(account.OrderHold), Whole(account.PositionHold)));

        f.Answer(order, ReportKind.Canceled);
        Assert.Equal((404m, 0m, 44.44m), (Whole(budget.Exposure.Units), Whole(account.OrderHold), Whole(account.PositionHold)));

        order = f.Work(f.Sell(4));
        Assert.Equal((404m, 4.04m, 44.44m), (Whole(budget.Exposure.Units), Whole(account.OrderHold), Whole(account.PositionHold)));
        f.Answer(order, ReportKind.Rejected);
        f.Fill(f.Work(f.Sell(4)), OrderSide.Sell, 4, 100);
        Assert.Equal((0m, 0m, 0m), (Whole(budget.Exposure.Units), Whole(account.OrderHold), Whole(account.PositionHold)));
    }

    [Fact]
    public void AMandateMovedToAnotherAccountGetsALineOfItsOwnAndTheOldOneStays()
    {
        var policy = new TestPolicy();
        using var f = new PipelineFixture(policy);
        f.Own(10);
        f.Work(f.Sell(4, 105));
        var second = policy with { Version = 2, SecondAccount = true };
        Assert.Equal(ReasonCode.None, f.Load(second.With("mandates:alpha/AAA", "account", "\"second\"").Build()));

        Assert.Equal((0L, 1), (f.State.Strategies.Find(Alpha, 0).Position, f.State.Strategies.Find(Alpha, 0).Account));
        Assert.Equal(10 * One, f.State.Strategies.Lines[0].Position);
        Assert.Equal(4 * One, f.State.Strategies.Lines[0].WorkingSells);
        Assert.Equal(10 * One, f.Position.Position);
        BookInvariants.Assert(f.State);
        f.AssertReplays();
    }

    [Fact]
    public void APolicyChangeTakesMarginsGroupsAndBudgetsAnew()
    {
        using var f = new PipelineFixture();
        f.Own(10);
        f.Work(f.Order(OrderSide.Buy, 4, 100, Beta));
        f.Load((new TestPolicy { Version = 2 }).With("instruments", "initialMargin", "\"0.5\"").With("allocations:alpha", "exposureMax", "\"7\"").Build());

        Assert.Equal(505m, Whole(f.State.Positions.Account(0).PositionHold));
        Assert.Equal(7m, Whole(f.State.Strategies.Budget(0, Alpha).ExposureMax.Units));
        Assert.Equal(404m, Whole(f.State.Strategies.Budget(0, Beta).Exposure.Units));
        BookInvariants.Assert(f.State);
    }

    private static void Trade(PipelineFixture f, Random random, int strategy, long signed, ref long position, ref Int128 cash)
    {
        var side = signed > 0 ? OrderSide.Buy : OrderSide.Sell;
        var units = Math.Abs(signed);
        f.Propose(f.Order(side, 1, side == OrderSide.Buy ? 101 : 99, strategy) with { Quantity = Quantity.FromUnits(units / One * One + One) });
        Assert.True(f.Last.Decision.Passes, f.Last.Decision.Reason.ToString());
        var order = f.Last.Decision.OrderId;
        foreach (var part in (long[])[units / 3, units - units / 3])
        {
            var (price, fee) = (random.NextInt64(90 * One, 101 * One), random.NextInt64(-One, One));
            if (side == OrderSide.Sell)
            {
                price += 10 * One;
            }

            if (part == 0)
            {
                continue;
            }

            f.FillUnits(order, side, part, price, fee);
            cash -= Math.BigMul(side == OrderSide.Buy ? part : -part, price) + Math.BigMul(fee, One);
        }

        position += signed;
        f.Answer(order, ReportKind.Canceled);
        f.QuoteUnits(99 * One + random.Next(3) * One, 102 * One, One, One);
        f.QuoteUnits(99 * One, 101 * One, 1_000 * One, 1_000 * One);
    }

    private static decimal Whole(Int128 units) => (decimal)units / One / One;
}
