using Chronos.Core.Gates;
using Chronos.Core.Model;
using Chronos.Core.Tests.Pipeline;

namespace Chronos.Core.Tests.Gates;

public class MarketStatusGateTests
{
    private static readonly MarketStatusGate Gate = new();
    private static readonly TestPolicy Aged = new TestPolicy().With("venues", "statusAgeMillisMax", "1000");

    [Theory]
    [InlineData(MarketStatus.Trading, ReasonCode.None)]
    [InlineData(MarketStatus.Halted, ReasonCode.MarketStatus)]
    [InlineData(MarketStatus.Delisting, ReasonCode.MarketStatus)]
    [InlineData(MarketStatus.Unknown, ReasonCode.MarketStatusUnknown)]
    public void PassesOnlyWhatTheVenueSaysTrades(MarketStatus status, ReasonCode code)
    {
        foreach (var policy in (TestPolicy[])[Aged, new TestPolicy()])
        {
            using var f = new PipelineFixture(policy);
            Assert.Equal(ReasonCode.None, f.Ticker(status));

            Assert.Equal(code, f.Check(Gate, f.Buy()).Code);
            Assert.Equal(code, f.Propose(f.Buy()).Decision.Reason);
        }
    }

    [Fact]
    public void WithoutWordItIsUnknownUnlessTheVenueHasNoSuchFeed()
    {
        using var aged = new PipelineFixture(Aged);
        using var none = new PipelineFixture();

        CapAssert.Blocks(aged.Check(Gate, aged.Buy()), ReasonCode.MarketStatusUnknown, 0, 1_000 * PipelineFixture.Milli);
        CapAssert.Passes(none.Check(Gate, none.Buy()));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void AnOldWordIsUnknown(long past, bool passes)
    {
        using var f = new PipelineFixture(Aged);
        f.Ticker(MarketStatus.Trading);
        f.AdvanceNanos(1_000 * PipelineFixture.Milli + past);

        Assert.Equal(passes, f.Check(Gate, f.Buy()).Code == ReasonCode.None);
        Assert.Equal(passes, f.Propose(f.Buy()).Decision.Passes);
    }

    // The fixture begins at midnight; entries stop 5 s before 00:00:10.
    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void EntriesStopBeforeDelisting(long past, bool passes)
    {
        var policy = new TestPolicy { QuoteAgeMillisMax = 60_000 }
            .With("instruments", "delistsAt", "\"2026-01-01T00:00:10Z\"").With("instruments", "delistHorizonMillis", "5000");
        using var f = new PipelineFixture(policy);
        f.Hold(5);
        f.AdvanceNanos(5_000 * PipelineFixture.Milli + past);

        Assert.Equal(passes, f.Propose(f.Buy()).Decision.Passes);
        Assert.True(f.Propose(f.Sell(5)).Decision.Passes);
    }
}
