using System.Text.RegularExpressions;

namespace Chronos.Weex.Sandbox.Rest.Contract;

/// <summary>Reads an order of contract v3 from its body.</summary>
internal static partial class OrderReader
{
    public static OrderRequest Read(RestCall call, bool demo)
    {
        var p = call.Parameters;
        var instrument = call.Market(demo).Instrument;
        var side = p.RequiredWord<OrderSide>("side", -1117);
        var positionSide = p.RequiredWord<PositionSide>("positionSide");
        var type = p.RequiredWord<OrderType>("type", -1116);
        var timeInForce = type == OrderType.Market ? TimeInForce.Ioc : p.RequiredWord<TimeInForce>("timeInForce", -1115);
        return new OrderRequest
        {
            Instrument = instrument,
            Side = side,
            PositionSide = positionSide,
            Type = type,
            TimeInForce = timeInForce,
            Quantity = Positive(p, "quantity"),
            Price = type == OrderType.Limit ? Positive(p, "price") : 0,
            ClientOrderId = ClientId(p.Required("newClientOrderId")),
            ReduceOnly = p.Flag("reduceOnly") == true && (side == OrderSide.Buy) != (positionSide == PositionSide.Long),
            TakeProfitTrigger = Trigger(p, instrument, "tpTriggerPrice"),
            StopLossTrigger = Trigger(p, instrument, "slTriggerPrice"),
            TakeProfitWorking = p.Word<WorkingType>("TpWorkingType") ?? WorkingType.ContractPrice,
            StopLossWorking = p.Word<WorkingType>("SlWorkingType") ?? WorkingType.ContractPrice,
        };
    }

    /// <summary>An amount above 0.</summary>
    public static decimal Positive(Parameters p, string name) =>
        p.RequiredAmount(name) is > 0 and var amount ? amount : throw WireException.Invalid(name);

    /// <summary>A client id of the allowed form.</summary>
    public static string ClientId(string id) => Pattern().IsMatch(id)
        ? id
        : throw new WireException(-1180, "The client order id is longer than 36 or has special characters.");

    /// <summary>A trigger price; 0 when none is given.</summary>
    public static decimal Trigger(Parameters p, Instrument instrument, string name)
    {
        var price = p.Amount(name) ?? 0;
        if (price > 0)
        {
            OrderRules.CheckPrice(instrument, price, name);
        }

        return price;
    }

    [GeneratedRegex(@"\A[\.A-Z\:/a-z0-9_-]{1,36}\z")]
    private static partial Regex Pattern();
}
