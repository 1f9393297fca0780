using Chronos.Core.Engine;
using Chronos.Core.Model;
using Chronos.Core.Routing;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>A broken invariant on any of the engine's threads stops everything and leaves nobody waiting.</summary>
public class FailureTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task StopsWhenAVenueThrows()
    {
        using var fixture = new EngineFixture(s => s.Venue = new ThrowingVenue(throwsAtStart: false));
        fixture.Arm();
        fixture.Quote("BTCUSDT", "87000", "87001");
        var first = fixture.Limit(1, OrderSide.Buy, "0.1", "87001");
        Assert.Equal(SubmitResult.Accepted, fixture.Engine.TryPropose(in first));

        Assert.True(SpinWait.SpinUntil(() => fixture.Engine.Failure is not null, Patience));
        Assert.False(fixture.Engine.IsRunning);
        Assert.True(fixture.Engine.Journal.EgressStopped);
        var second = fixture.Limit(2, OrderSide.Buy, "0.1", "87001");
        Assert.Equal(SubmitResult.Stopped, fixture.Engine.TryPropose(in second));
        var refused = await Assert.ThrowsAsync<EngineUnavailableException>(
            async () => await fixture.Engine.ProposeAsync(in second));
        Assert.Equal(SubmitResult.Stopped, refused.Result);
        Assert.False(await Task.Run(fixture.Engine.Stop).WaitAsync(Patience));
    }

    [Fact]
    public void RefusesToStartWhenAVenueCannot()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => new EngineFixture(s => s.Venue = new ThrowingVenue(throwsAtStart: true)));

        Assert.Equal("no such venue", failure.InnerException?.Message);
    }

    private sealed class ThrowingVenue(bool throwsAtStart) : IVenue
    {
        private readonly PaperVenue _paper = new(new PaperVenueOptions { Name = "paper" });

        public string Name => _paper.Name;

        public bool IsSimulated => true;

        public int MessageBytesMax => _paper.MessageBytesMax;

        public void Start(VenueBaseline baseline, IVenueReports reports)
        {
            if (throwsAtStart)
            {
                throw new InvalidDataException("no such venue");
            }

            _paper.Start(baseline, reports);
        }

        public int BuildMessage(in SealedOrder order, Span<byte> message) => _paper.BuildMessage(in order, message);

        public bool TryReadMessage(ReadOnlySpan<byte> message, out MessageTerms terms) =>
            _paper.TryReadMessage(message, out terms);

        public void Send(in VerifiedOrder order, IVenueReports reports) => throw new InvalidDataException("the wire is gone");

        public void Cancel(in OrderCancel cancel, IVenueReports reports) => _paper.Cancel(in cancel, reports);

        public void OnQuote(in Quote quote, IVenueReports reports) => _paper.OnQuote(in quote, reports);

        public void OnTick(long timeNanos, IVenueReports reports) => _paper.OnTick(timeNanos, reports);
    }
}
