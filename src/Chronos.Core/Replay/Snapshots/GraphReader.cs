using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Chronos.Core.Replay.Snapshots;

/// <summary>
/// Reads back what <see cref="GraphWriter"/> wrote: the same objects, shared where they were shared, no constructor run.
/// Throws <see cref="InvalidDataException"/> where the bytes are no such graph. One use.
/// </summary>
internal sealed class GraphReader(GraphLayout layout, ReadOnlyMemory<byte> bytes, object? outside)
{
    private readonly List<object> _objects = [];
    private int _at;

    /// <summary>The root; everything must have been read by then.</summary>
    public T Read<T>()
        where T : class
    {
        var root = ReadReference(typeof(T)) as T;
        return root is not null && _at == bytes.Length ? root : throw Bad("ends elsewhere");
    }

    private object? ReadReference(Type declared)
    {
        var number = ReadNumber();
        if (number == 0)
        {
            return null;
        }

        if (number > 0 && number <= _objects.Count && declared.IsInstanceOfType(_objects[number - 1]))
        {
            return _objects[number - 1];
        }

        if (number != _objects.Count + 1)
        {
            throw Bad("refers to an object that is not there");
        }

        return layout.KindOf(declared) switch
        {
            GraphKind.Text => Add(ReadText()),
            GraphKind.Texts => ReadTexts(),
            GraphKind.Array => ReadArray(declared),
            GraphKind.Object => ReadFields(declared),
            _ => Add(outside ?? throw Bad("refers to a policy that is not there")),
        };
    }

    private string ReadText()
    {
        var length = ReadCount();
        return new string(MemoryMarshal.Cast<byte, char>(Take(length * sizeof(char))));
    }

    private string[] ReadTexts()
    {
        var texts = new string[ReadCount()];
        _objects.Add(texts);
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = (string)(ReadReference(typeof(string)) ?? throw Bad("has a text that is none"));
        }

        return texts;
    }

    private Array ReadArray(Type type)
    {
        var element = type.GetElementType()!;
        var length = ReadNumber();
        var size = layout.KindOf(element) == GraphKind.Plain ? layout.SizeOf(element) : 1;
        if (length < 0 || length > int.MaxValue / size)
        {
            throw Bad("has an array of impossible length");
        }

        var array = Array.CreateInstanceFromArrayType(type, length);
        _objects.Add(array);
        if (layout.KindOf(element) == GraphKind.Plain)
        {
            ReadStretches(MemoryMarshal.CreateSpan(
                ref MemoryMarshal.GetArrayDataReference(array), length * size));
            return array;
        }

        for (var i = 0; i < length; i++)
        {
            array.SetValue(ReadReference(element), i);
        }

        return array;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "No constructor is run; the layout holds the fields.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "No constructor is run; the layout holds the fields.")]
    private object ReadFields(Type type)
    {
        var value = RuntimeHelpers.GetUninitializedObject(type);
        _objects.Add(value);
        foreach (var field in layout.FieldsOf(type))
        {
            if (layout.KindOf(field.FieldType) == GraphKind.Plain)
            {
                var box = RuntimeHelpers.GetUninitializedObject(field.FieldType);
                var size = layout.SizeOf(field.FieldType);
                Take(size).CopyTo(GraphLayout.BytesOf(box, size));
                field.SetValue(value, box);
            }
            else
            {
                field.SetValue(value, ReadReference(field.FieldType));
            }
        }

        return value;
    }

    private void ReadStretches(Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var zeros = ReadNumber();
            var count = ReadNumber();
            if (zeros < 0 || count < 0 || zeros + (long)count > destination.Length || zeros + count == 0)
            {
                throw Bad("has a stretch that does not fit its array");
            }

            Take(count).CopyTo(destination[zeros..]);
            destination = destination[(zeros + count)..];
        }
    }

    private object Add(object value)
    {
        _objects.Add(value);
        return value;
    }

    /// <summary>A number of things that take at least a byte each.</summary>
    private int ReadCount()
    {
        var count = ReadNumber();
        return count >= 0 && count <= bytes.Length - _at ? count : throw Bad("has more than there is");
    }

    private int ReadNumber() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - _at)
        {
            throw Bad("ends too early");
        }

        var taken = bytes.Span.Slice(_at, count);
        _at += count;
        return taken;
    }

    private InvalidDataException Bad(string what) => new($"the image {what}, at byte {_at}");
}
