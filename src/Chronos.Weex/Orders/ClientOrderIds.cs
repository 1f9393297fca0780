using System.Diagnostics.CodeAnalysis;
using Chronos.Core.Model;

namespace Chronos.Weex.Orders;

/// <summary>
/// The client order ids of one engine: <c>cx</c>, seven letters of the engine, a dash, the order's number, and a letter for type
/// and reduction. The same order has the same id in every run, and from the id alone the order is known again.
/// </summary>
internal sealed class ClientOrderIds
{
    /// <summary>What every engine's ids begin with.</summary>
    public const string Prefix = "cx";

    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    private const int EngineDigits = 7;
    private const int EngineBytes = 4;
    private const int NumberDigitsMax = 13;

    // Capital letters are reductions.
    private const string TypeLetters = "lms";

    private readonly string _own;

    /// <summary>Ids of the engine with this id of 16 bytes; the first four tell engines apart.</summary>
    public ClientOrderIds(ReadOnlySpan<byte> engineId)
    {
        ulong engine = 0;
        foreach (var b in engineId[..EngineBytes])
        {
            engine = (engine << 8) | b;
        }

        _own = Prefix + ToDigits(engine).PadLeft(EngineDigits, '0') + "-";
    }

    /// <summary>The id of an order.</summary>
    public string Of(OrderId order, OrderType type, bool reduces)
    {
        var letter = type switch
        {
            OrderType.Limit => TypeLetters[0],
            OrderType.Market => TypeLetters[1],
            OrderType.StopMarket => TypeLetters[2],
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no order type"),
        };
        return $"{_own}{ToDigits(order.Value)}{(reduces ? char.ToUpperInvariant(letter) : letter)}";
    }

    /// <summary>True for ids of any engine of this kind, whether this one's or another's with the same key.</summary>
    public static bool IsOfSomeEngine(string id) => id.StartsWith(Prefix, StringComparison.Ordinal)
        && id.IndexOf('-', StringComparison.Ordinal) == Prefix.Length + EngineDigits;

    /// <summary>Reads back an id of this engine; false for any other text.</summary>
    public bool TryRead(string id, out OrderId order, [NotNullWhen(true)] out OrderType? type, out bool reduces)
    {
        (order, type, reduces) = (default, null, false);
        if (!id.StartsWith(_own, StringComparison.Ordinal) || id.Length < _own.Length + 2)
        {
            return false;
        }

        type = char.ToLowerInvariant(id[^1]) switch
        {
            'l' => OrderType.Limit,
            'm' => OrderType.Market,
            's' => OrderType.StopMarket,
            _ => null,
        };
        reduces = char.IsAsciiLetterUpper(id[^1]);
        return type is not null && TryReadNumber(id.AsSpan(_own.Length..^1), out order);
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out OrderId order)
    {
        order = default;
        UInt128 number = 0;
        foreach (var c in text)
        {
            var digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0 || text.Length > NumberDigitsMax)
            {
                return false;
            }

            number = (number * (UInt128)Digits.Length) + (UInt128)digit;
        }

        // Only the shortest form is written, so that two texts never mean one order.
        if (number == 0 || number > ulong.MaxValue || text[0] == Digits[0])
        {
            return false;
        }

        order = new OrderId((ulong)number);
        return true;
    }

    private static string ToDigits(ulong value)
    {
        Span<char> text = stackalloc char[NumberDigitsMax];
        var at = text.Length;
        do
        {
            text[--at] = Digits[(int)(value % (ulong)Digits.Length)];
            value /= (ulong)Digits.Length;
        }
        while (value != 0);
        return text[at..].ToString();
    }
}
