using System.Buffers;

namespace Chronos.Weex.Wire;

/// <summary>Reads a frame of a v3 socket: what it is first, then what it holds.</summary>
internal static class WeexFrameReader
{
    /// <exception cref="WeexFormatException">Not JSON, or a push whose fields are not what they should be.</exception>
    public static WeexFrame Read(in ReadOnlySequence<byte> frame, WeexProduct product)
    {
        var json = new WeexReader(frame, "frame");
        string topic = "", type = "", id = "", message = "";
        bool? result = null;
        json.BeginObject();
        while (topic.Length == 0 && json.NextField(out var field))
        {
            switch (field)
            {
                case "e": topic = json.Word(); break;
                case "event" or "type": type = json.Word(); break;
                case "id": id = json.IsNull ? "" : json.Text(); break;
                case "result" when !json.IsNull: result = json.Flag(); break;
                case "msg": message = json.OptionalText(); break;
                default: json.Skip(); break;
            }
        }

        if (topic.Length > 0)
        {
            return ReadPush(frame, topic, product) is { } push ? new WeexFrame(WeexFrameKind.Push, push) : default;
        }

        json.End();
        return type switch
        {
            "ping" => new WeexFrame(WeexFrameKind.Ping),
            "connected" => new WeexFrame(WeexFrameKind.Greeting),
            _ => result is { } accepted
                ? new WeexFrame(WeexFrameKind.Reply, null, id, accepted, message)
                : default,
        };
    }

    private static WeexPush? ReadPush(in ReadOnlySequence<byte> frame, string topic, WeexProduct product)
    {
        var json = new WeexReader(frame, topic);
        return topic switch
        {
            "ticker" => WeexMarketPushReader.Ticker(ref json),
            "depth" or "depthSnapshot" => WeexDepthReader.Read(ref json, topic == "depthSnapshot"),
            "trade" or "tradeSnapshot" => WeexMarketPushReader.Trades(ref json, topic == "tradeSnapshot"),
            "bookTicker" => WeexMarketPushReader.BookTicker(ref json),
            "kline" or "klineSnapshot" => WeexMarketPushReader.Klines(ref json, topic == "klineSnapshot"),
            "orders" => WeexAccountPushReader.Read(
                ref json, (ref WeexReader item) => WeexOrderReader.Read(ref item, product)),
            "fill" => WeexAccountPushReader.Read(
                ref json, (ref WeexReader item) => WeexFillReader.Read(ref item, product)),
            "account" => WeexAccountPushReader.Read(ref json, WeexBalanceReader.Read),
            "positions" => WeexAccountPushReader.Read(ref json, WeexPositionReader.Read),
            _ => null,
        };
    }
}
