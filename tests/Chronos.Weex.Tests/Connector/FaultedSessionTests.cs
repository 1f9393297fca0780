using Chronos.Core.Model;
using Xunit.Abstractions;

namespace Chronos.Weex.Tests.Connector;

/// <summary>
/// Sessions in which the sandbox does what venues and networks do: answers lost, connections cut, lists stale, pushes twice, late or
/// never. Whatever happens, each order is asked for once, each fill is booked once, and in the end both sides hold the same.
/// </summary>
public class FaultedSessionTests(ITestOutputHelper output)
{
    private const int Steps = 40;

    private static readonly string[] Faults =
    [
        """{"kind":"dropAnswer","path":"/capi/v3/order","method":"POST","times":1}""",
        """{"kind":"closeBefore","path":"/capi/v3/order","method":"POST","times":1}""",
        """{"kind":"closeAfter","path":"/capi/v3/order","method":"POST","times":1}""",
        """{"kind":"resetAfter","path":"/capi/v3/order","method":"POST","times":1}""",
        """{"kind":"closeMidBody","path":"/capi/v3/order","method":"POST","times":1}""",
        """{"kind":"serverError","path":"/capi/v3/order","method":"POST","times":1}""",
        """{"kind":"htmlPage","path":"/capi/v3/order","method":"POST","times":1}""",
        """{"kind":"redirect","path":"/capi/v3/order","method":"POST","times":1}""",
        """{"kind":"dropAnswer","path":"/capi/v3/order","method":"DELETE","times":1}""",
        """{"kind":"closeBefore","path":"/capi/v3/order","method":"DELETE","times":1}""",
        """{"kind":"rejectOrders","times":1}""",
        """{"kind":"serverError","path":"/capi/v3/openOrders","times":2}""",
        """{"kind":"closeMidBody","path":"/capi/v3/userTrades","times":1}""",
        """{"kind":"staleLists","times":3}""",
        """{"kind":"withholdPush","channel":"fill","times":2}""",
        """{"kind":"withholdPush","channel":"orders","times":2}""",
        """{"kind":"duplicatePush","channel":"fill","times":3}""",
        """{"kind":"reorderPush","times":2}""",
        """{"kind":"disconnectSocket","times":1}""",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task EndsWithBothSidesTheSame(int seed)
    {
        var random = new Random(seed);
        await using var t = await TradedSandbox.StartAsync();
        var fired = new List<(long Id, string Fault)>();
        List<ProposalId> approved = [];
        Dictionary<ReasonCode, int> verdicts = [];
        for (var step = 0; step < Steps; step++)
        {
            if (random.Next(3) == 0)
            {
                var fault = Faults[random.Next(Faults.Length)];
                fired.Add((await t.Trader.ArmAsync(fault), fault));
            }

            var bid = 87_000 + random.Next(-4, 5);
            await t.QuoteAsync(bid, size: "0.01");
            if (random.Next(3) != 0)
            {
                var side = random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
                var decision = await t.ProposeAsync(
                    side, "0.01", side == OrderSide.Buy ? bid + random.Next(-2, 3) : bid + random.Next(-1, 4),
                    random.Next(3) == 0 ? TimeInForce.Ioc : TimeInForce.Gtc);
                verdicts[decision.Reason] = verdicts.GetValueOrDefault(decision.Reason) + 1;
                if (decision.Verdict == Verdict.Approve)
                {
                    approved.Add(decision.Proposal.Id);
                }
            }
            else if (approved.Count > 0)
            {
                _ = await t.Engine.CancelAsync(new CancelRequest(
                    t.Policy.StrategyNamed("momentum"), approved[random.Next(approved.Count)]));
            }

            await Task.Delay(random.Next(60));
        }

        foreach (var (id, fault) in fired)
        {
            output.WriteLine($"seed {seed}: {fault} fired {await t.Trader.FiredAsync(id)}");
        }

        await t.Trader.SendAsync("DELETE", "/sandbox/faults", signed: false);
        var readings = t.Venue.Readings;
        await TradedSandbox.WaitAsync(
            () => t.Venue.IsSettled && t.Venue.Readings > readings + 2, () => $"seed {seed}: {t.Venue.Trouble}");
        await t.AssertSameAsync(seed);
        output.WriteLine($"seed {seed}: {approved.Count} approved, else {string.Join(", ", verdicts.Select(v => $"{v.Value} {v.Key}"))}");
        Assert.NotEmpty(approved);
    }
}
