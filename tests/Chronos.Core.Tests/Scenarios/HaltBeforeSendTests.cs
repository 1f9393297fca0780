using Chronos.Core.Commands;
using Chronos.Core.Journal;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Scenarios;

/// <summary>An order that is sealed but has not left when its scope is halted does not leave.</summary>
public class HaltBeforeSendTests
{
    [Theory]
    [InlineData(ScopeKind.Global, "")]
    [InlineData(ScopeKind.Instrument, "BTCUSDT")]
    public async Task ASealedOrderThatWaitsIsNotSentAndItsReservationIsReleased(ScopeKind scope, string name)
    {
        using var venue = new BlockingVenue();
        using var fixture = new EngineFixture(setup => setup.Venue = venue);
        fixture.Arm();
        fixture.Quote("BTCUSDT", "87000", "87001");
        var first = await fixture.Engine.ProposeAsync(fixture.Limit(1, OrderSide.Buy, "0.1", "87001"));
        Assert.True(venue.Entered.Wait(TimeSpan.FromSeconds(30)));
        var second = await fixture.Engine.ProposeAsync(fixture.Limit(2, OrderSide.Buy, "0.2", "87001"));
        Assert.Equal((Verdict.Approve, Verdict.Approve), (first.Verdict, second.Verdict));

        Assert.Equal(ReasonCode.None, fixture.Command(CommandAction.Halt, scope, name));
        venue.Release.Set();
        fixture.Engine.WaitUntilIdle();

        Assert.Equal([first.OrderId], venue.Sent);
        ref readonly var entry = ref fixture.Engine.State.Positions[0, 0];
        Assert.Equal((Quantity.Parse("0.1").Units, 0L, 0), (entry.Position, entry.WorkingBuys, fixture.Engine.State.Orders.Count));
        Assert.True(fixture.Engine.Stop());
        Assert.Equal(ReasonCode.SealEpoch, NotSent(fixture, second.OrderId));
        Assert.True(fixture.Replay().IsIdentical);
    }

    private static ReasonCode NotSent(EngineFixture fixture, OrderId order)
    {
        using var reader = JournalReader.Open(fixture.DataDirectory);
        var e = default(EngineEvent);
        while (reader.TryRead(out var record))
        {
            if (record.Type == (ushort)EventKind.ExecutionReport)
            {
                RecordPayload.ReadInput(record.Payload, EventKind.ExecutionReport, record.TimeNanos, ref e);
                var report = e.Input.Read<ExecutionReport>();
                if (report.Order == order && report.Kind == ReportKind.NotSent)
                {
                    return report.Reason;
                }
            }
        }

        return ReasonCode.None;
    }
}
