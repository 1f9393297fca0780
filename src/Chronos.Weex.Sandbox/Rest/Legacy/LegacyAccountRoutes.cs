using System.Text.Json;
using Chronos.Weex.Sandbox.Rest.Contract;

namespace Chronos.Weex.Sandbox.Rest.Legacy;

/// <summary>Balances, positions and leverage of contract v2.</summary>
internal static class LegacyAccountRoutes
{
    private const string Prefix = "/capi/v2/account/";
    private const int Cross = 1;

    public static IReadOnlyList<Route> All { get; } =
    [
        new("GET", Prefix + "assets", Access.Read, 5, 10, Assets),
        new("GET", Prefix + "position/allPosition", Access.Read, 10, 15, c => Positions(c, null)),
        new("GET", Prefix + "position/singlePosition", Access.Read, 2, 3, c => Positions(c, c.Market().Instrument)),
        new("GET", Prefix + "settings", Access.Read, 1, 1, Settings),
        new("POST", Prefix + "leverage", Access.Trade, 10, 20, Leverage),
    ];

    private static RestAnswer Assets(RestCall call)
    {
        var desk = call.Venue.Contracts;
        return RestAnswer.Array(call.Account.Wallets(Product.Contract).Select(w => w.Asset).Where(a => a != "SUSDT"), (w, asset) =>
        {
            var unrealized = desk.Unrealized(call.Account, asset, call.AsOf);
            w.WriteString("coinName", asset);
            w.Amount("available", Math.Max(0, desk.Available(call.Account, asset, call.AsOf)));
            w.Amount("frozen", ContractDesk.Frozen(call.Account, asset, call.AsOf));
            w.Amount("equity", (call.Account.Wallet(Product.Contract, asset).At(call.AsOf)?.Balance ?? 0) + unrealized);
            w.Amount("unrealizePnl", unrealized);
        });
    }

    private static RestAnswer Positions(RestCall call, Instrument? instrument) => RestAnswer.Array(
        call.Account.PositionsAt(call.AsOf).Where(p => !p.Instrument.IsDemo && (instrument is null || p.Instrument == instrument)),
        (w, p) => Position(w, p, call));

    private static void Position(Utf8JsonWriter w, Position p, RestCall call)
    {
        w.WriteNumber("id", p.Id);
        w.WriteNumber("account_id", call.Account.Uid);
        w.WriteNumber("coin_id", 2);
        w.WriteNumber("contract_id", 10_000_000 + call.Venue.Markets(Product.Contract).ToList().FindIndex(m => m.Instrument == p.Instrument));
        w.WriteString("symbol", LegacySymbol.Of(p.Instrument.Symbol));
        w.Word("side", p.Side);
        w.WriteString("margin_mode", p.MarginType == MarginType.Crossed ? "SHARED" : "ISOLATED");
        w.WriteString("separated_mode", "COMBINED");
        w.WriteNumber("separated_open_order_id", 0);
        w.WriteString("leverage", WireText.Fixed(p.Leverage, 2));
        w.Amount("size", p.Size);
        w.Amount("open_value", p.OpenValue);
        w.Amount("open_fee", p.OpenFee);
        w.Amount("funding_fee", p.FundingFee);
        w.Short("marginSize", call.Venue.Contracts.Margin(p));
        w.Amount("isolated_margin", p.IsolatedMargin);
        w.WriteBoolean("is_auto_append_isolated_margin", p.AutoAppendMargin);
        w.Amount("cum_open_size", p.CumOpenSize);
        w.Amount("cum_open_value", p.CumOpenValue);
        w.Amount("cum_open_fee", p.CumOpenFee);
        w.Amount("cum_close_size", p.CumCloseSize);
        w.Amount("cum_close_value", p.CumCloseValue);
        w.Amount("cum_close_fee", p.CumCloseFee);
        w.Amount("cum_funding_fee", p.CumFundingFee);
        w.WriteString("cum_liquidate_fee", "0");
        w.WriteNumber("created_match_sequence_id", p.CreatedMatch);
        w.WriteNumber("updated_match_sequence_id", p.UpdatedMatch);
        w.WriteNumber("created_time", p.CreatedTime);
        w.WriteNumber("updated_time", p.UpdatedTime);
        w.Amount("contractVal", p.Instrument.Step);
        w.Amount("unrealizePnl", p.UnrealizedPnl(call.Venue.Contracts.MarkOf(p)));
        w.WriteString("liquidatePrice", "0");
    }

    private static RestAnswer Settings(RestCall call) => RestAnswer.Object(w =>
    {
        foreach (var market in call.Markets())
        {
            var setting = call.Account.Setting(market.Instrument);
            w.WriteStartObject(LegacySymbol.Of(market.Instrument.Symbol));
            w.Text("isolated_long_leverage", setting.IsolatedLongLeverage);
            w.Text("isolated_short_leverage", setting.IsolatedShortLeverage);
            w.Text("cross_leverage", setting.CrossLeverage);
            w.WriteEndObject();
        }
    });

    private static RestAnswer Leverage(RestCall call)
    {
        var p = call.Parameters;
        var instrument = call.Market().Instrument;
        var mode = p.Whole("marginMode", Cross, 1, 3);
        var (isLong, isShort) = (Side(p, "longLeverage"), Side(p, "shortLeverage"));
        if (mode == Cross)
        {
            if (isLong != isShort)
            {
                throw WireException.Validate("longLeverage and shortLeverage must be equal in cross mode.");
            }

            ContractAccountRoutes.SetLeverage(call, instrument, MarginType.Crossed, isLong, null, null);
        }
        else if (mode == 3)
        {
            ContractAccountRoutes.SetLeverage(call, instrument, MarginType.Isolated, null, isLong, isShort);
        }
        else
        {
            throw WireException.Invalid("marginMode");
        }

        return ContractJson.Done(call);
    }

    private static int Side(Parameters p, string name) =>
        p.RequiredAmount(name) is var leverage && leverage == decimal.Truncate(leverage) && leverage <= 10_000
            ? (int)leverage
            : throw WireException.Invalid(name);
}
