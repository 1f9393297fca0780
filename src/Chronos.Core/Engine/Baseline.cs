using Chronos.Core.Books;
using Chronos.Core.Model;
using Chronos.Core.Routing;

namespace Chronos.Core.Engine;

/// <summary>What the recovered books hold at a venue, for its start.</summary>
internal static class Baseline
{
    public static VenueBaseline Of(EngineState state, VenueId venue)
    {
        var policy = state.Policy!;
        List<BaselinePosition> positions = [];
        List<(AccountId, Notional)> balances = [];
        List<BaselineOrder> orders = [];
        for (var a = 0; a < policy.Accounts.Count; a++)
        {
            if (policy.Accounts[a].Venue != venue)
            {
                continue;
            }

            ref readonly var account = ref state.Positions.Account(a);
            if (account.BalanceKnown)
            {
                balances.Add((new AccountId(a), account.Balance));
            }

            for (var i = 0; i < policy.Instruments.Count; i++)
            {
                ref readonly var entry = ref state.Positions[a, i];
                if (entry.Position != 0)
                {
                    positions.Add(new BaselinePosition(
                        new AccountId(a), new InstrumentId(i), Quantity.FromUnits(entry.Position), entry.Cost));
                }
            }
        }

        state.Orders.ForEach(order =>
        {
            if (order.Venue == venue.Value)
            {
                orders.Add(Describe(in order));
            }
        });
        var identity = state.Identity;
        return new VenueBaseline
        {
            Venue = venue,
            EngineId = ((ReadOnlySpan<byte>)identity.EngineId).ToArray(),
            Policy = policy,
            Epoch = identity.Epoch,
            TimeNanos = state.NowNanos,
            Positions = positions,
            Balances = balances,
            Orders = orders,
        };
    }

    private static BaselineOrder Describe(in OrderEntry order) => new(
        order.Id,
        new InstrumentId(order.Instrument),
        new AccountId(order.Account),
        order.Side,
        order.Type,
        order.IsReduceOnly,
        order.TimeInForce,
        order.WorstPrice,
        Quantity.FromUnits(order.RemainingUnits),
        order.Filled,
        order.State == OrderState.Working);
}
