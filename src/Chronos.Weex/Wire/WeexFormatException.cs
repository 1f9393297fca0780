namespace Chronos.Weex.Wire;

/// <summary>What the venue sent is not what its protocol says. Names the field and the place, never the content.</summary>
internal sealed class WeexFormatException : Exception
{
    public WeexFormatException(string place, string field, string fault, long offset)
        : base($"{place}.{field}: {fault} (byte {offset})")
    {
        Place = place;
        Field = field;
        Offset = offset;
    }

    /// <summary>Which answer or push, such as <c>orders[3]</c>.</summary>
    public string Place { get; }

    /// <summary>The field as the wire spells it.</summary>
    public string Field { get; }

    /// <summary>Bytes read when it was found.</summary>
    public long Offset { get; }
}
