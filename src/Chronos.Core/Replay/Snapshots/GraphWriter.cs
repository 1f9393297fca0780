using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Chronos.Core.Replay.Snapshots;

/// <summary>
/// Writes an object graph: each object once, where it is met first, and by its number wherever it is met again. Stretches
/// of zeros, of which books that are sized for the worst case mostly consist, are counted instead of written. One use.
/// </summary>
/// <remarks>
/// <code>
///   reference  0 for null | number of an object met before | next number, then the object
///   text       length u32, UTF-16
///   texts      count u32, a reference each
///   array      length u32, then of plain values the stretches, else a reference each
///   object     field by field: plain values as bytes, else a reference
///   outside    nothing
///   stretches  zeros u32, bytes u32, so many bytes; until the array is full
/// </code>
/// </remarks>
internal sealed class GraphWriter(GraphLayout layout)
{
    /// <summary>Zeros are looked for in blocks of so many bytes.</summary>
    private const int Block = 256;

    private readonly ArrayBufferWriter<byte> _out = new(1 << 16);
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private object? _outside;

    /// <summary>The bytes of everything reachable from <paramref name="root"/>.</summary>
    public ReadOnlyMemory<byte> Write(object root)
    {
        WriteReference(root, root.GetType());
        return _out.WrittenMemory;
    }

    private void WriteReference(object? value, Type declared)
    {
        if (value is null)
        {
            WriteNumber(0);
            return;
        }

        if (_numbers.TryGetValue(value, out var number))
        {
            WriteNumber(number);
            return;
        }

        _numbers.Add(value, _numbers.Count + 1);
        WriteNumber(_numbers.Count);
        switch (layout.KindOf(declared))
        {
            case GraphKind.Text:
                WriteText((string)value);
                break;
            case GraphKind.Texts:
                WriteTexts((IReadOnlyList<string>)value);
                break;
            case GraphKind.Array:
                WriteArray((Array)value, declared.GetElementType()!);
                break;
            case GraphKind.Object:
                WriteFields(value, declared);
                break;
            case GraphKind.Outside when _outside is not null:
                throw new NotSupportedException($"two different objects of type {declared} are given from outside");
            case GraphKind.Outside:
                _outside = value;
                break;
        }
    }

    private void WriteText(string text)
    {
        WriteNumber(text.Length);
        _out.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private void WriteTexts(IReadOnlyList<string> texts)
    {
        WriteNumber(texts.Count);
        foreach (var text in texts)
        {
            WriteReference(text, typeof(string));
        }
    }

    private void WriteArray(Array array, Type element)
    {
        WriteNumber(array.Length);
        if (layout.KindOf(element) == GraphKind.Plain)
        {
            var bytes = array.Length * layout.SizeOf(element);
            WriteStretches(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), bytes));
            return;
        }

        foreach (var item in array)
        {
            WriteReference(item, element);
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The layout holds the fields.")]
    private void WriteFields(object value, Type type)
    {
        foreach (var field in layout.FieldsOf(type))
        {
            var content = field.GetValue(value);
            if (layout.KindOf(field.FieldType) == GraphKind.Plain)
            {
                _out.Write(GraphLayout.BytesOf(content!, layout.SizeOf(field.FieldType)));
            }
            else
            {
                WriteReference(content, field.FieldType);
            }
        }
    }

    private void WriteStretches(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var zeros = bytes.IndexOfAnyExcept((byte)0);
            zeros = zeros < 0 ? bytes.Length : zeros;
            var end = zeros;
            while (end < bytes.Length && bytes[end..Math.Min(end + Block, bytes.Length)].ContainsAnyExcept((byte)0))
            {
                end = Math.Min(end + Block, bytes.Length);
            }

            WriteNumber(zeros);
            WriteNumber(end - zeros);
            _out.Write(bytes[zeros..end]);
            bytes = bytes[end..];
        }
    }

    private void WriteNumber(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_out.GetSpan(sizeof(int)), number);
        _out.Advance(sizeof(int));
    }
}
