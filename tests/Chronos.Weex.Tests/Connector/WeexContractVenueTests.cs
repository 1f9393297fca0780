using Chronos.Core.Model;
using Chronos.Weex.Tests.Sandbox;

namespace Chronos.Weex.Tests.Connector;

/// <summary>The engine, the connector and the sandbox together: what both sides hold in the end is the same.</summary>
public class WeexContractVenueTests
{
    [Fact]
    public async Task AnOrderIsSentFilledAndBookedOnBothSides()
    {
        await using var t = await TradedSandbox.StartAsync();
        var decision = await t.ProposeAsync(OrderSide.Buy, "0.01", 87_001);
        Assert.Equal((Verdict.Approve, ""), (decision.Verdict, decision.Verdict == Verdict.Approve ? "" : decision.Reason.ToString()));
        await TradedSandbox.WaitAsync(() => t.Engine.Counters.Fills == 1, () => t.Venue.Trouble ?? "no trouble");

        var position = (await t.Trader.GetAsync("/capi/v3/account/position/allPosition")).EnumerateArray().Single();
        Assert.Equal(("LONG", "0.01"), (position.GetProperty("side").GetString(), position.GetProperty("size").GetString()!.TrimEnd('0')));
        var fill = (await t.Trader.GetAsync("/capi/v3/userTrades")).EnumerateArray().Single();
        var replay = t.StopAndReplay();
        Assert.True(replay.IsIdentical, replay.FirstDifference);
        var told = t.Reports();
        Assert.Equal([ReportKind.Sent, ReportKind.Acknowledged, ReportKind.Fill], told.Select(r => r.Kind));
        Assert.Equal(
            (fill.GetProperty("id").GetUInt64(), Notional.Parse(fill.GetProperty("commission").GetString()), ReportFlags.Simulated),
            (told[2].ExecutionId, told[2].Fee, told[2].Flags));
    }

    /// <summary>Accepted, and the answer lost: one request was written, and the lists settle it.</summary>
    [Fact]
    public async Task AnAnswerThatIsLostIsFoundInTheLists()
    {
        await using var t = await TradedSandbox.StartAsync();
        var fault = await t.Trader.ArmAsync("""{"kind":"dropAnswer","path":"/capi/v3/order","method":"POST","times":1}""");
        Assert.Equal(Verdict.Approve, (await t.ProposeAsync(OrderSide.Buy, "0.01", 86_990)).Verdict);
        while (await t.Trader.FiredAsync(fault) == 0)
        {
            await Task.Delay(10);
        }

        await t.QuoteAsync(86_980);
        await TradedSandbox.WaitAsync(() => t.Engine.Counters.Fills == 1, () => t.Venue.Trouble ?? "no trouble");

        Assert.True(t.StopAndReplay().IsIdentical);
        var told = t.Reports();
        Assert.Single(told, r => r.Kind == ReportKind.Sent);
        Assert.Single(told, r => r.Kind == ReportKind.Acknowledged);
        Assert.Single(told, r => r.Kind == ReportKind.Fill);
    }

    /// <summary>Lost before it was taken: it is Unknown until the venue could take it no more, and then was not sent.</summary>
    [Fact]
    public async Task ARequestThatIsLostIsNotSentOnceTheVenueCouldNotTakeItAnyMore()
    {
        await using var t = await TradedSandbox.StartAsync();
        await t.Trader.ArmAsync("""{"kind":"closeBefore","path":"/capi/v3/order","method":"POST","times":1}""");
        Assert.Equal(Verdict.Approve, (await t.ProposeAsync(OrderSide.Buy, "0.01", 86_990)).Verdict);
        await TradedSandbox.WaitAsync(() => !t.Venue.IsSettled);
        await TradedSandbox.WaitAsync(() => t.Venue.IsSettled, () => t.Venue.Trouble ?? "no trouble");

        Assert.True(t.StopAndReplay().IsIdentical);
        Assert.Equal([ReportKind.Sent, ReportKind.Unknown, ReportKind.NotSent], t.Reports().Select(r => r.Kind));
        Assert.Equal(ReasonCode.VenueAbsent, t.Reports()[^1].Reason);
    }
}
