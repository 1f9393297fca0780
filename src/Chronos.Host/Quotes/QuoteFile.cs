using System.Globalization;
using Chronos.Core.Model;
using Chronos.Core.Policies;

namespace Chronos.Host.Quotes;

/// <summary>
/// Reads recorded quotes: CSV with a header, <c>#</c> comment lines, UTC times that never run backwards. Prices are taken
/// exactly or refused; a size with more than 8 decimals is cut down, because recorded sizes carry binary noise.
/// </summary>
internal sealed class QuoteFile
{
    private const string Header = "time,symbol,bid,bid_size,ask,ask_size";
    private static readonly string[] Columns = Header.Split(',');

    private readonly string _name;
    private readonly Policy _policy;
    private readonly SortedSet<string> _unknownSymbols = new(StringComparer.Ordinal);
    private readonly List<Quote> _quotes = [];
    private int _lineNumber;
    private int _sizesCut;
    private long _lastNanos = long.MinValue;

    private QuoteFile(string name, Policy policy)
    {
        _name = name;
        _policy = policy;
    }

    /// <summary>Reads a file; throws <see cref="CliException"/> naming file, line and column.</summary>
    public static QuoteSeries Read(string path, Policy policy) => Files.Read(path, p =>
    {
        using var reader = new StreamReader(p);
        return Read(p, reader, policy);
    });

    /// <summary>Reads text under a name.</summary>
    public static QuoteSeries Read(string name, TextReader reader, Policy policy)
    {
        var file = new QuoteFile(name, policy);
        file.ReadLines(reader);
        return file.Finish();
    }

    private void ReadLines(TextReader reader)
    {
        var headerSeen = false;
        while (reader.ReadLine() is { } line)
        {
            _lineNumber++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (headerSeen)
            {
                ReadQuote(line);
            }
            else if (line != Header)
            {
                throw Error("header", $"must be '{Header}'");
            }

            headerSeen = true;
        }
    }

    private QuoteSeries Finish()
    {
        if (_unknownSymbols.Count != 0)
        {
            throw CliException.Input($"{_name}: symbol: the policy has no {string.Join(", ", _unknownSymbols)}");
        }

        return _quotes.Count == 0
            ? throw CliException.Input($"{_name}:{_lineNumber}: holds no quote")
            : new QuoteSeries(_name, _quotes, _sizesCut);
    }

    private void ReadQuote(string line)
    {
        var cells = line.Split(',');
        if (cells.Length != Columns.Length)
        {
            throw Error("line", $"has {cells.Length} columns, not {Columns.Length}");
        }

        if (!IsoTime.TryParse(cells[0], out var nanos))
        {
            throw Error("time", $"'{Shown(cells[0])}' is not an ISO 8601 UTC time");
        }

        if (nanos < _lastNanos)
        {
            throw Error("time", $"'{Shown(cells[0])}' is earlier than the line before");
        }

        _lastNanos = nanos;
        var quote = (Bid: PriceOf(cells, 2), BidSize: SizeOf(cells, 3), Ask: PriceOf(cells, 4), AskSize: SizeOf(cells, 5));
        if (InstrumentOf(cells[1]) is { } instrument)
        {
            _quotes.Add(new Quote(instrument, quote.Bid, quote.BidSize, quote.Ask, quote.AskSize, nanos));
        }
    }

    private InstrumentId? InstrumentOf(string symbol)
    {
        for (var i = 0; i < _policy.Instruments.Count; i++)
        {
            if (_policy.Instruments[i].Symbol == symbol)
            {
                return new InstrumentId(i);
            }
        }

        _unknownSymbols.Add(Shown(symbol));
        return null;
    }

    private Price PriceOf(string[] cells, int column) => FixedPoint.TryParse(cells[column].AsSpan(), out var units) switch
    {
        FixedPointResult.Ok when units > 0 => Price.FromUnits(units),
        FixedPointResult.Ok => throw Error(Columns[column], $"'{Shown(cells[column])}' is not above 0"),
        var result => throw NotANumber(cells, column, result),
    };

    private Quantity SizeOf(string[] cells, int column)
    {
        var text = cells[column];
        var result = FixedPoint.TryParse(text.AsSpan(), out var units);
        if (result == FixedPointResult.TooManyDecimals)
        {
            result = FixedPoint.TryParse(text.AsSpan(0, text.IndexOf('.') + 1 + FixedPoint.Decimals), out units);
            _sizesCut++;
        }

        if (result != FixedPointResult.Ok)
        {
            throw NotANumber(cells, column, result);
        }

        return units >= 0
            ? Quantity.FromUnits(units)
            : throw Error(Columns[column], $"'{Shown(text)}' is below 0");
    }

    private CliException NotANumber(string[] cells, int column, FixedPointResult result) => Error(Columns[column], result switch
    {
        FixedPointResult.TooManyDecimals => $"'{Shown(cells[column])}' has more than {FixedPoint.Decimals} decimals",
        FixedPointResult.Overflow => $"'{Shown(cells[column])}' is too large",
        _ => $"'{Shown(cells[column])}' is not a plain decimal number",
    });

    private CliException Error(string column, string what) => CliException.Input(string.Create(
        CultureInfo.InvariantCulture, $"{_name}:{_lineNumber}:{column}: {what}"));

    private static string Shown(string text) =>
        string.Concat((text.Length <= 40 ? text : text[..40] + "...").Select(c => c is >= ' ' and <= '~' ? c : '?'));
}
