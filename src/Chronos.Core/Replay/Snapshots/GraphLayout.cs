using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Chronos.Core.Replay.Snapshots;

/// <summary>
/// Which types an object graph is made of, found by walking the declared types of all fields from a root. It names no
/// field and no class, so a book that gains a field is complete in the next snapshot without anybody thinking of it. What
/// cannot be written and read back exactly (pointers, delegates, dictionaries, types that are not closed) throws
/// <see cref="NotSupportedException"/> with the way to it.
/// </summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Reason)]
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = Reason)]
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Reason)]
[UnconditionalSuppressMessage("Trimming", "IL2072", Justification = Reason)]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = Reason)]
internal sealed class GraphLayout
{
    private const string Reason =
        "A field that trimming removed is read by nobody; where fields have no metadata at all, IsSupported is false.";

    private const BindingFlags OwnFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<Type, GraphKind> _kinds = [];
    private readonly Dictionary<Type, FieldInfo[]> _fields = [];
    private readonly Dictionary<Type, int> _sizes = [];
    private readonly StringBuilder _description = new();
    private readonly Type _outside;
    private readonly byte[] _fingerprint;

    /// <summary>Walks everything that can be reached from <paramref name="root"/>, but not what is given from outside.</summary>
    public GraphLayout(Type root, Type outside)
    {
        _outside = outside;
        Visit(root, root.Name);
        _fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(_description.ToString()));
    }

    /// <summary>Whether this runtime tells of private fields; ahead-of-time compilation keeps no word of them.</summary>
    public static bool IsSupported => RuntimeFeature.IsDynamicCodeSupported;

    /// <summary>
    /// SHA-256 over every type's name, size, fields and their places. Whoever has another cannot read what was written
    /// under this one.
    /// </summary>
    public ReadOnlySpan<byte> Fingerprint => _fingerprint;

    /// <summary>The description the fingerprint is made of.</summary>
    public string Description => _description.ToString();

    public GraphKind KindOf(Type type) => _kinds[type];

    /// <summary>Fields of a class, of its ancestors too, in an order that is always the same.</summary>
    public FieldInfo[] FieldsOf(Type type) => _fields[type];

    /// <summary>Bytes of a plain type.</summary>
    public int SizeOf(Type type) => _sizes[type];

    /// <summary>The bytes of a boxed plain value: they begin where those of any box with one field do.</summary>
    public static Span<byte> BytesOf(object box, int size) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<StrongBox<byte>>(box).Value, size);

    private void Visit(Type type, string path)
    {
        if (_kinds.ContainsKey(type))
        {
            return;
        }

        var kind = Judge(type, path);
        _kinds.Add(type, kind);
        _description.Append(CultureInfo.InvariantCulture, $"{kind} {type}\n");
        switch (kind)
        {
            case GraphKind.Plain:
                VisitPlain(type, path);
                break;
            case GraphKind.Array:
                Visit(type.GetElementType()!, path + "[]");
                break;
            case GraphKind.Texts:
                Visit(typeof(string), path + "[]");
                break;
            case GraphKind.Object:
                VisitFields(type, path);
                break;
        }
    }

    private GraphKind Judge(Type type, string path)
    {
        if (type == _outside)
        {
            return GraphKind.Outside;
        }

        if (type == typeof(string))
        {
            return GraphKind.Text;
        }

        if (type == typeof(IReadOnlyList<string>))
        {
            return GraphKind.Texts;
        }

        if (type.IsSZArray)
        {
            return GraphKind.Array;
        }

        if (type.IsValueType && IsPlain(type))
        {
            return GraphKind.Plain;
        }

        return type is { IsClass: true, IsSealed: true } && type.Assembly == typeof(GraphLayout).Assembly && !type.IsSubclassOf(typeof(Delegate))
            ? GraphKind.Object
            : throw new NotSupportedException($"{path}: a snapshot cannot hold a {type}");
    }

    /// <summary>Whether a value is all there is to it: no reference, no address.</summary>
    private static bool IsPlain(Type type)
    {
        if (type.IsPrimitive)
        {
            return type != typeof(nint) && type != typeof(nuint);
        }

        if (type.IsPointer || type.IsFunctionPointer || !type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
        {
            return false;
        }

        return type.IsEnum || Array.TrueForAll(type.GetFields(OwnFields), f => IsPlain(f.FieldType));
    }

    private void VisitPlain(Type type, string path)
    {
        var size = RuntimeHelpers.SizeOf(type.TypeHandle);
        _sizes.Add(type, size);
        _description.Append(CultureInfo.InvariantCulture, $"  {size} bytes\n");
        if (type.IsPrimitive)
        {
            return;
        }

        foreach (var field in Sorted(type.GetFields(OwnFields)))
        {
            Visit(field.FieldType, path + "." + field.Name);
            _description.Append(
                CultureInfo.InvariantCulture, $"  {type}.{field.Name} {field.FieldType} at {OffsetOf(type, size, field)}\n");
        }
    }

    /// <summary>Where a field stands, as this runtime laid it out: the first byte that changes when it is set.</summary>
    private int OffsetOf(Type type, int size, FieldInfo field)
    {
        if (type.IsEnum)
        {
            return 0;
        }

        var value = RuntimeHelpers.GetUninitializedObject(field.FieldType);
        BytesOf(value, _sizes[field.FieldType]).Fill(byte.MaxValue);
        var box = RuntimeHelpers.GetUninitializedObject(type);
        field.SetValue(box, value);
        return BytesOf(box, size).IndexOfAnyExcept((byte)0);
    }

    private void VisitFields(Type type, string path)
    {
        List<FieldInfo> fields = [];
        for (var level = type; level is not null; level = level.BaseType)
        {
            fields.AddRange(Sorted(level.GetFields(OwnFields)));
        }

        _fields.Add(type, [.. fields]);
        foreach (var field in fields)
        {
            _description.Append(CultureInfo.InvariantCulture, $"  {type}.{field.Name} {field.FieldType}\n");
            Visit(field.FieldType, path + "." + field.Name);
        }
    }

    private static FieldInfo[] Sorted(FieldInfo[] fields)
    {
        Array.Sort(fields, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return fields;
    }
}
