using System.Buffers;
using System.Text;
using System.Text.Json;
using Chronos.Core.Model;

namespace Chronos.Weex.Wire;

/// <summary>
/// Walks one JSON answer or push, field by field, and knows where it is: every fault names place, field and byte. Numbers
/// are accepted as text and as JSON numbers, because the venue sends both.
/// </summary>
internal ref struct WeexReader
{
    private static readonly Utf8Interner Words = new();

    private Utf8JsonReader _json;
    private string _place;
    private string? _outerPlace;
    private string _field = "";
    private int _index = -1;

    /// <summary>Stands on the first token of a contiguous answer.</summary>
    public WeexReader(ReadOnlySpan<byte> json, string place)
    {
        _json = new Utf8JsonReader(json);
        _place = place;
        Advance();
    }

    /// <summary>Stands on the first token of a frame that may lie in several pieces.</summary>
    public WeexReader(in ReadOnlySequence<byte> json, string place)
    {
        _json = json.IsSingleSegment ? new Utf8JsonReader(json.FirstSpan) : new Utf8JsonReader(json);
        _place = place;
        Advance();
    }

    /// <summary>True when the value here is an array.</summary>
    public readonly bool IsArray => _json.TokenType == JsonTokenType.StartArray;

    /// <summary>True when the value here is an object.</summary>
    public readonly bool IsObject => _json.TokenType == JsonTokenType.StartObject;

    /// <summary>True when the value here is null.</summary>
    public readonly bool IsNull => _json.TokenType == JsonTokenType.Null;

    /// <summary>Enters the object here.</summary>
    public readonly void BeginObject()
    {
        if (!IsObject)
        {
            throw Fault("an object was expected");
        }
    }

    /// <summary>Enters the array here, whose elements faults will name by that word.</summary>
    public void BeginArray(string place)
    {
        if (!IsArray)
        {
            throw Fault("an array was expected");
        }

        _outerPlace ??= _place;
        _place = place;
        _index = -1;
    }

    /// <summary>Reads all of the array here, whose elements faults will name by that word.</summary>
    public List<T> List<T>(string place, WeexItemReader<T> read)
    {
        var items = new List<T>();
        BeginArray(place);
        while (NextElement())
        {
            items.Add(read(ref this));
        }

        return items;
    }

    /// <summary>Steps to the value of the next field; false at the end of the object.</summary>
    public bool NextField(out string field)
    {
        Advance();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            field = "";
            return false;
        }

        field = _json.HasValueSequence || _json.ValueIsEscaped ? _json.GetString()! : Words.Get(_json.ValueSpan);
        _field = field;
        Advance();
        return true;
    }

    /// <summary>Steps to the next element; false at the end of the array.</summary>
    public bool NextElement()
    {
        Advance();
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            _place = _outerPlace ?? _place;
            _outerPlace = null;
            _index = -1;
            return false;
        }

        _index++;
        _field = "";
        return true;
    }

    /// <summary>Steps to the next part of a tuple, which must be there.</summary>
    public void NextPart()
    {
        Advance();
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            throw Fault("a part is missing");
        }
    }

    /// <summary>Passes over what else a tuple holds.</summary>
    public void EndParts()
    {
        for (Advance(); _json.TokenType != JsonTokenType.EndArray; Advance())
        {
            Skip();
        }
    }

    /// <summary>Passes over the value here, whatever it holds.</summary>
    public void Skip()
    {
        try
        {
            _json.Skip();
        }
        catch (JsonException)
        {
            throw Fault("is not JSON");
        }
    }

    /// <summary>Nothing may follow.</summary>
    public void End()
    {
        try
        {
            if (!_json.Read())
            {
                return;
            }
        }
        catch (JsonException)
        {
            // Said below: what follows is no part of the answer, JSON or not.
        }

        throw Fault("something follows the end");
    }

    /// <summary>Exact units.</summary>
    public long Units() => Checked(WeexNumber.TryUnits(Digits(), out var units), units);

    /// <summary>Units cut off at 1e-8 towards zero, for figures that decide nothing.</summary>
    public long TruncatedUnits() => Checked(WeexNumber.TryTruncatedUnits(Digits(), out var units), units);

    /// <summary>Exact units; false, with the cut-off value, when they are finer than 1e-8.</summary>
    public bool TryUnits(out long units)
    {
        var result = WeexNumber.TryUnits(Digits(), out units);
        units = result == FixedPointResult.TooManyDecimals ? TruncatedUnits() : Checked(result, units);
        return result == FixedPointResult.Ok;
    }

    public Price Price() => Core.Model.Price.FromUnits(Units());

    public Quantity Quantity() => Core.Model.Quantity.FromUnits(Units());

    public Notional Notional() => Core.Model.Notional.FromUnits(Units());

    /// <summary>An id or a time: a whole number, as a JSON number or as text.</summary>
    public long Whole() => WeexNumber.TryWhole(Digits(), out var value) ? value : throw Fault("is not a whole number");

    /// <summary>An id that may be absent: null, empty and 0 say that there is none.</summary>
    public long? OptionalId()
    {
        if (IsNull || (_json.TokenType == JsonTokenType.String && Digits().IsEmpty))
        {
            return null;
        }

        var id = Whole();
        return id == 0 ? null : id;
    }

    /// <summary>A whole number of few digits, such as a count of decimals.</summary>
    public int Small() =>
        Whole() is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Fault("is out of range");

    /// <summary>Text, or a number as it stands.</summary>
    public readonly string Text() => _json.TokenType switch
    {
        JsonTokenType.String => String(),
        JsonTokenType.Number => Encoding.ASCII.GetString(Digits()),
        _ => throw Fault("text was expected"),
    };

    /// <summary>Text that may be null, which is read as empty.</summary>
    public readonly string OptionalText() => IsNull ? "" : Text();

    /// <summary>Text of a small vocabulary: one string for each word.</summary>
    public readonly string Word() =>
        _json.TokenType == JsonTokenType.String && !_json.ValueIsEscaped ? Words.Get(Raw()) : Text();

    /// <summary>A truth value, as itself or as text.</summary>
    public readonly bool Flag() => _json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String when Raw().SequenceEqual("true"u8) => true,
        JsonTokenType.String when Raw().SequenceEqual("false"u8) => false,
        _ => throw Fault("a truth value was expected"),
    };

    /// <summary>BUY or SELL, in either case.</summary>
    public readonly OrderSide Side() =>
        WeexWords.TrySide(Word(), out var side) ? side : throw Fault("is neither BUY nor SELL");

    /// <summary>LONG or SHORT, in either case.</summary>
    public readonly WeexPositionSide PositionSide() =>
        WeexWords.TryPositionSide(Word(), out var side) ? side : throw Fault("is neither LONG nor SHORT");

    /// <summary>The fault of the value here.</summary>
    public readonly WeexFormatException Fault(string what) => new(Place(), _field, what, _json.BytesConsumed);

    /// <summary>The fault of a field that the object lacks.</summary>
    public readonly WeexFormatException Missing(string field) => new(Place(), field, "is missing", _json.BytesConsumed);

    private readonly string Place() => _index < 0 ? _place : $"{_place}[{_index}]";

    private readonly long Checked(FixedPointResult result, long units) => result switch
    {
        FixedPointResult.Ok => units,
        FixedPointResult.TooManyDecimals => throw Fault($"has more than {FixedPoint.Decimals} decimals"),
        FixedPointResult.Overflow => throw Fault("is too large"),
        _ => throw Fault("is not a number"),
    };

    private readonly ReadOnlySpan<byte> Digits()
    {
        if (_json.TokenType is not (JsonTokenType.String or JsonTokenType.Number) || _json.ValueIsEscaped)
        {
            throw Fault("a number was expected");
        }

        return Raw();
    }

    private readonly ReadOnlySpan<byte> Raw() =>
        _json.HasValueSequence ? _json.ValueSequence.ToArray() : _json.ValueSpan;

    private readonly string String()
    {
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("is not valid UTF-8");
        }
    }

    private void Advance()
    {
        try
        {
            if (_json.Read())
            {
                return;
            }
        }
        catch (JsonException)
        {
            // Said below: cut off or not JSON is the same to a caller.
        }

        throw Fault("is cut off or is not JSON");
    }
}
