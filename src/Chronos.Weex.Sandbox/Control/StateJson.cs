using System.Text.Json;
using Chronos.Weex.Sandbox.Rest;

namespace Chronos.Weex.Sandbox.Control;

/// <summary>Everything the exchange knows, amounts as exact text.</summary>
internal static class StateJson
{
    private const int BookLevels = 15;

    public static void Write(Utf8JsonWriter w, Venue venue, long quotesPlayed, IReadOnlyList<string> failures)
    {
        w.WriteNumber("time", venue.Clock.ServerTime);
        w.WriteNumber("quotesPlayed", quotesPlayed);
        w.WriteStartArray("failures");
        foreach (var failure in failures)
        {
            w.WriteStringValue(failure);
        }

        w.WriteEndArray();
        w.Array("markets", venue.Markets(Product.Contract).Concat(venue.Markets(Product.Spot)), Market);
        w.Array("accounts", venue.Accounts, (a, account) => Account(a, account, venue));
    }

    private static void Market(Utf8JsonWriter w, Market market)
    {
        w.Word("product", market.Instrument.Product);
        w.WriteString("symbol", market.Instrument.Symbol);
        w.Amount("last", market.Last);
        w.Amount("mark", market.Mark);
        w.Amount("fundingRate", market.FundingRate);
        w.WriteNumber("version", market.Version);
        w.Levels("bids", market.Window(OrderSide.Buy, BookLevels));
        w.Levels("asks", market.Window(OrderSide.Sell, BookLevels));
    }

    private static void Account(Utf8JsonWriter w, Account account, Venue venue)
    {
        w.WriteString("key", account.Options.Key);
        w.WriteNumber("uid", account.Uid);
        w.Array("contract", account.Wallets(Product.Contract), (b, wallet) =>
        {
            b.WriteString("asset", wallet.Asset);
            b.Amount("balance", wallet.Balance);
            b.Amount("available", venue.Contracts.Available(account, wallet.Asset));
            b.Amount("frozen", ContractDesk.Frozen(account, wallet.Asset));
            b.Amount("unrealizedPnl", venue.Contracts.Unrealized(account, wallet.Asset));
        });
        w.Array("spot", account.Wallets(Product.Spot), (b, wallet) =>
        {
            b.WriteString("asset", wallet.Asset);
            b.Amount("balance", wallet.Balance);
            b.Amount("locked", account.Locked(wallet.Asset));
        });
        w.Array("orders", account.Orders.Values, Order);
        w.Array("algoOrders", account.Algos.Values, Rest.Contract.ContractJson.Algo);
        w.Array("fills", account.Fills, Fill);
        w.Array("positions", account.PositionsAt(long.MaxValue), (p, position) => Rest.Contract.ContractJson.Position(p, position, venue));
        w.WriteStartArray("aiLogs");
        foreach (var aiLog in account.AiLogs)
        {
            w.WriteRawValue(aiLog);
        }

        w.WriteEndArray();
    }

    private static void Order(Utf8JsonWriter w, Order o)
    {
        w.Word("product", o.Instrument.Product);
        w.WriteNumber("orderId", o.Id);
        w.WriteString("clientOrderId", o.ClientOrderId);
        w.WriteString("symbol", o.Instrument.Symbol);
        w.Word("side", o.Side);
        w.Word("positionSide", o.PositionSide);
        w.Word("type", o.Type);
        w.Word("timeInForce", o.TimeInForce);
        w.Amount("price", o.Price);
        w.Amount("quantity", o.Quantity);
        w.Amount("filled", o.Filled);
        w.Amount("filledValue", o.FilledValue);
        w.Amount("fee", o.Fee);
        w.WriteNumber("leverage", o.Leverage);
        w.Amount("frozenMargin", o.Instrument.Product == Product.Contract ? o.FrozenMargin : 0);
        w.Word("status", o.Status);
        w.WriteString("cancelReason", o.CancelReason);
        w.WriteNumber("time", o.Time);
        w.WriteNumber("updateTime", o.UpdateTime);
    }

    private static void Fill(Utf8JsonWriter w, Fill f)
    {
        w.Word("product", f.Order.Instrument.Product);
        w.WriteNumber("id", f.Id);
        w.WriteNumber("orderId", f.Order.Id);
        w.WriteString("symbol", f.Order.Instrument.Symbol);
        w.Word("side", f.Order.Side);
        w.Word("positionSide", f.Order.PositionSide);
        w.Amount("price", f.Price);
        w.Amount("quantity", f.Quantity);
        w.Amount("value", f.Value);
        w.Amount("fee", f.Fee);
        w.WriteString("feeAsset", f.FeeAsset);
        w.Amount("realizedPnl", f.RealizedPnl);
        w.WriteBoolean("maker", f.IsMaker);
        w.WriteNumber("time", f.Time);
    }
}
