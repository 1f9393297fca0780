using System.Globalization;

namespace Chronos.Weex.Sandbox;

/// <summary>Reads recorded quotes: CSV with a header, comment lines, UTC times that never run backwards.</summary>
public static class QuoteCsv
{
    private const string Header = "time,symbol,bid,bid_size,ask,ask_size";
    private const int Columns = 6;

    // Recorded sizes carry binary noise; more decimals than this are cut down.
    private const int DecimalsMax = 8;

    /// <summary>Reads text; throws <see cref="FormatException"/> naming the source and the line.</summary>
    /// <param name="name">Of the source, for messages.</param>
    /// <param name="reader">The text.</param>
    /// <param name="symbol">Takes the place of the symbols in the text; null keeps them.</param>
    public static IReadOnlyList<SandboxQuote> Read(string name, TextReader reader, string? symbol = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var quotes = new List<SandboxQuote>();
        var number = 0;
        var headerSeen = false;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (!headerSeen)
            {
                headerSeen = line == Header ? true : throw new FormatException($"{name}:{number}: the header must be '{Header}'");
                continue;
            }

            var quote = Parse(line, symbol) ?? throw new FormatException($"{name}:{number}: is not a quote: {Header}");
            if (quotes.Count != 0 && quote.TimeMillis < quotes[^1].TimeMillis)
            {
                throw new FormatException($"{name}:{number}: time is earlier than the line before");
            }

            quotes.Add(quote);
        }

        return quotes.Count != 0 ? quotes : throw new FormatException($"{name}:{number}: holds no quote");
    }

    private static SandboxQuote? Parse(string line, string? symbol)
    {
        var cells = line.Split(',');
        return cells.Length == Columns
            && DateTimeOffset.TryParse(
                cells[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && Amount(cells[2], out var bid) && Amount(cells[3], out var bidSize)
            && Amount(cells[4], out var ask) && Amount(cells[5], out var askSize)
            && bid > 0 && ask >= bid
            ? new SandboxQuote(time.ToUnixTimeMilliseconds(), symbol ?? cells[1], bid, bidSize, ask, askSize)
            : null;
    }

    private static bool Amount(string text, out decimal amount)
    {
        var point = text.IndexOf('.');
        var cut = point >= 0 && text.Length - point - 1 > DecimalsMax ? text[..(point + 1 + DecimalsMax)] : text;
        return WireText.TryAmount(cut, out amount);
    }
}
