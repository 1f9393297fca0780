using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>Reads a depth snapshot or change.</summary>
internal static class WeexDepthReader
{
    public static WeexDepthPush Read(ref WeexReader json, bool isSnapshot)
    {
        string? symbol = null;
        long? time = null, first = null, last = null;
        int? levels = null;
        List<WeexLevel>? bids = null, asks = null;
        json.BeginObject();
        while (json.NextField(out var field))
        {
            switch (field)
            {
                case "E": time = json.Whole(); break;
                case "s": symbol = json.Word(); break;
                case "U": first = json.Whole(); break;
                case "u": last = json.Whole(); break;
                case "l": levels = json.Small(); break;
                case "b": bids = Levels(ref json, "b"); break;
                case "a": asks = Levels(ref json, "a"); break;
                default: json.Skip(); break;
            }
        }

        json.End();
        return new WeexDepthPush(
            time ?? throw json.Missing("E"), symbol ?? throw json.Missing("s"), isSnapshot,
            first ?? throw json.Missing("U"), last ?? throw json.Missing("u"), levels ?? throw json.Missing("l"),
            bids ?? throw json.Missing("b"), asks ?? throw json.Missing("a"));
    }

    private static List<WeexLevel> Levels(ref WeexReader json, string place)
    {
        var levels = new List<WeexLevel>();
        json.BeginArray(place);
        while (json.NextElement())
        {
            if (!json.IsArray)
            {
                throw json.Fault("a pair was expected");
            }

            json.NextPart();
            var price = json.Price();
            json.NextPart();
            levels.Add(new WeexLevel(price, json.Quantity()));
            json.EndParts();
        }

        return levels;
    }
}
