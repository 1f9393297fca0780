using Chronos.Core.Commands;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>Each input is taken away in turn, or left to grow old: entries block and name it, reductions go on.</summary>
public class MissingInputTests
{
    private static readonly TestPolicy Fed = new TestPolicy()
        .With("limits", "collarLastBps", "500").With("limits", "collarMarkBps", "500").With("limits", "volumePercentMax", "1000")
        .With("venues", "statusAgeMillisMax", "2000").With("limits", "referenceAgeMillisMax", "2000");

    /// <summary>What is missing or old, and the reason that names it.</summary>
    private static readonly Dictionary<string, (Action<PipelineFixture> Starve, ReasonCode Named)> Inputs = new()
    {
        ["quote never told"] = (f => Feed(f, quote: false), ReasonCode.QuoteUnknown),
        ["quote grown old"] = (f => { Feed(f); f.Advance(1_501); Feed(f, quote: false); }, ReasonCode.QuoteStaleness),
        ["position never told"] = (f => Feed(f, position: false), ReasonCode.PositionUnknown),
        ["balance never told"] = (f => Feed(f, balance: false), ReasonCode.EquityUnknown),
        ["another holding without a quote"] = (f => { Feed(f, otherQuote: false); f.Hold(3, instrument: 1); }, ReasonCode.ExposureUnknown),
        ["status never told"] = (f => Feed(f, status: MarketStatus.Unknown), ReasonCode.MarketStatusUnknown),
        ["status grown old"] = (f => { Feed(f); f.Advance(2_001); Feed(f, ticker: false); }, ReasonCode.MarketStatusUnknown),
        ["last and mark never told"] = (f => Feed(f, fields: TickerFields.Status | TickerFields.Volume), ReasonCode.ReferenceUnknown),
        ["volume never told"] = (f => Feed(f, fields: TickerFields.Status | TickerFields.Last | TickerFields.Mark), ReasonCode.VolumeUnknown),
        ["session never up"] = (f => Feed(f, sessionUp: false), ReasonCode.ExecutionVenueDown),
    };

    public static TheoryData<string> Names() => [.. Inputs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnEntryBlocksAndNamesWhatIsMissing(string name)
    {
        using var f = new PipelineFixture(Fed, ready: false);
        f.Command(CommandAction.Arm);
        Inputs[name].Starve(f);

        f.Propose(f.Buy(1));

        Assert.Equal(Verdict.Block, f.Last.Decision.Verdict);
        Assert.Contains(Inputs[name].Named, Reasons(f));
    }

    [Fact]
    public void WithAllOfThemItPasses()
    {
        using var f = new PipelineFixture(Fed, ready: false);
        f.Command(CommandAction.Arm);
        Feed(f);

        Assert.Equal((Verdict.Approve, ReasonCode.None), (f.Propose(f.Buy(1)).Decision.Verdict, f.Last.Decision.Reason));
    }

    /// <summary>But for the position itself, without which nothing is known to reduce, and the way to the venue.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void AReductionPasses(string name)
    {
        using var f = new PipelineFixture(Fed, ready: false);
        f.Command(CommandAction.Arm);
        Inputs[name].Starve(f);
        f.Hold(5);

        f.Propose(f.Sell(5, 100));

        Assert.Equal(name != "position never told", f.Last.Decision.Passes);
    }

    [Fact]
    public void WithoutAFreshSnapshotThePortfolioApproverAbstainsAndTheOthersDecide()
    {
        using var f = new PipelineFixture(Fed with { ApprovalsMin = 3, SnapshotAgeMillisMax = 1_000 }, ready: false);
        f.Command(CommandAction.Arm);
        Feed(f);
        f.Advance(1_001);
        f.Quote();

        Assert.Equal(ReasonCode.QuorumShort, f.Propose(f.Buy(1)).Decision.Reason);
        Assert.Equal(ReasonCode.PortfolioSnapshotStale, f.Last.Decision.Votes[(int)ApproverId.Portfolio].Reason);
    }

    private static void Feed(
        PipelineFixture f, bool quote = true, bool otherQuote = true, bool position = true, bool balance = true, bool sessionUp = true,
        bool ticker = true, MarketStatus status = MarketStatus.Trading,
        TickerFields fields = TickerFields.Status | TickerFields.Last | TickerFields.Mark | TickerFields.Volume)
    {
        var told = (position ? SnapshotFields.Position : 0) | (balance ? SnapshotFields.Balance : 0) | (sessionUp ? SnapshotFields.SessionUp : 0);
        for (var i = 0; i < 2; i++)
        {
            f.Tell(f.State.Positions[0, i].Position / PipelineFixture.One, instrument: i, fields: told);
        }

        if (quote)
        {
            f.Quote();
        }

        if (otherQuote)
        {
            f.Quote(instrument: 1);
        }

        // What a venue first tells of volume covers nobody knows how long; it counts from the second time.
        for (var i = 0; ticker && i < 2; i++)
        {
            f.Advance(1);
            f.Input(EventKind.Ticker, new Ticker
            {
                Fields = fields,
                Status = status,
                Last = Price.FromUnits(100 * PipelineFixture.One),
                Mark = Price.FromUnits(100 * PipelineFixture.One),
                Volume = Quantity.FromUnits(1_000 * PipelineFixture.One),
            });
        }
    }

    private static List<ReasonCode> Reasons(PipelineFixture f)
    {
        var codes = new List<ReasonCode>();
        for (var i = 0; i < f.Last.ObjectionCount; i++)
        {
            codes.Add(f.Last.Objections[i].Code);
        }

        return codes;
    }
}
