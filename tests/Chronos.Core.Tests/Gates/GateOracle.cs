using Chronos.Core.Model;

namespace Chronos.Core.Tests.Gates;

/// <summary>
/// The gates once more, naively: decimal numbers, one list of rules straight from the documentation, and the permitted
/// quantity found from the largest lot down. Shares nothing with the engine but the names of the gates.
/// </summary>
internal sealed record GateOracle
{
    public required decimal Lot, QuantityMin, NotionalMin, OrderQuantityMax, OrderNotionalMax, PositionMax, GrossMax, LossMax, Collar, Tick;
    public required decimal Bid, Ask, Position, WorkingBuys, WorkingSells, OtherExposure, OtherNet, Loss;
    public required bool Buy, Resize, ReduceOnly, Exempt, Reducing, Stale, Unsure;
    public required decimal Quantity, Price;

    /// <summary>Gates that object to the quantity.</summary>
    public GateMask Objections(decimal quantity)
    {
        var reduces = Reduces(quantity);
        var value = Math.Max(Ask, Price);
        var up = Position + WorkingBuys + (Buy ? quantity : 0);
        var down = Position - WorkingSells - (Buy ? 0 : quantity);
        var mask = default(GateMask);
        Object(GateId.TradingState, Reducing && !reduces);
        Object(GateId.TickSize, Price % Tick != 0);
        Object(GateId.LotSize, quantity % Lot != 0);
        Object(GateId.MinQuantity, quantity < QuantityMin);
        Object(GateId.MinNotional, quantity * Price < NotionalMin && !(reduces && Exempt));
        Object(GateId.MaxOrderQuantity, !reduces && quantity > OrderQuantityMax);
        Object(GateId.MaxOrderNotional, !reduces && quantity * value > OrderNotionalMax);
        Object(GateId.PriceCollar, Buy ? Price > Ask * (1 + Collar) : Price < Bid * (1 - Collar));
        Object(GateId.QuoteStaleness, !reduces && Stale);
        Object(GateId.MinConfidence, !reduces && Unsure);
        Object(GateId.PositionLimit, !reduces && ((Buy ? up > PositionMax : -down > PositionMax) || quantity > PositionMax));
        Object(GateId.GrossExposure, !reduces && (OtherExposure + Math.Max(Math.Abs(up), Math.Abs(down)) * value > GrossMax || (Stale && HasExposure)));
        Object(GateId.NetExposure, !reduces && NetAfter(quantity, value) > GrossMax);
        Object(GateId.DailyLoss, !reduces && Loss > LossMax);
        Object(GateId.ReduceOnly, ReduceOnly && !reduces);
        return mask;

        void Object(GateId gate, bool objects)
        {
            if (objects)
            {
                mask.Add(gate);
            }
        }
    }

    /// <summary>The verdict and the largest quantity of whole lots that no gate objects to.</summary>
    public (Verdict Verdict, decimal Permitted) Decide()
    {
        if (Objections(Quantity).IsEmpty)
        {
            return (Verdict.Approve, Quantity);
        }

        for (var q = Quantity - Quantity % Lot; Resize && q > 0; q -= Lot)
        {
            if (q < Quantity && Objections(q).IsEmpty)
            {
                return (Verdict.Modify, q);
            }
        }

        return (Verdict.Block, 0);
    }

    /// <summary>Signed exposure in the order's direction, at the end it moves.</summary>
    private decimal NetAfter(decimal quantity, decimal value)
    {
        var end = (Buy ? Position + WorkingBuys : -(Position - WorkingSells)) + quantity;
        return (Buy ? OtherNet : -OtherNet) + end * (end > 0 ? value : Ask);
    }

    private bool HasExposure => Position != 0 || WorkingBuys != 0 || WorkingSells != 0 || OtherExposure != 0;

    private bool Reduces(decimal quantity) =>
        quantity <= (Buy ? -(Position + WorkingBuys) : Position - WorkingSells);
}
