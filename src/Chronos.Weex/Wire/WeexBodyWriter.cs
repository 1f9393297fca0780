using System.Buffers;
using System.Text.Json;
using Chronos.Core.Model;
using Microsoft.Extensions.ObjectPool;

namespace Chronos.Weex.Wire;

/// <summary>A JSON writer with its buffer, pooled: writing an order's body allocates nothing once warm.</summary>
internal sealed class WeexBodyWriter : IResettable, IDisposable
{
    // An order takes about 250 bytes.
    private const int BytesAtFirst = 1024;

    private static readonly ObjectPool<WeexBodyWriter> Pool =
        new DefaultObjectPool<WeexBodyWriter>(new DefaultPooledObjectPolicy<WeexBodyWriter>());

    private readonly ArrayBufferWriter<byte> _buffer = new(BytesAtFirst);

    public WeexBodyWriter() => Json = new Utf8JsonWriter(_buffer);

    public Utf8JsonWriter Json { get; }

    /// <summary>What has been written, valid until this is returned.</summary>
    public ReadOnlySpan<byte> Written
    {
        get
        {
            Json.Flush();
            return _buffer.WrittenSpan;
        }
    }

    public static WeexBodyWriter Rent() => Pool.Get();

    public void Return() => Pool.Return(this);

    /// <summary>A decimal as text with exactly that many decimals; false when it is not a multiple of that step.</summary>
    public bool TryWriteUnits(ReadOnlySpan<byte> field, long units, int decimals)
    {
        Span<byte> text = stackalloc byte[FixedPoint.MaxTextLength + FixedPoint.Decimals + 1];
        if (!WeexNumber.TryFormat(units, decimals, text, out var length))
        {
            return false;
        }

        Json.WriteString(field, text[..length]);
        return true;
    }

    public bool TryReset()
    {
        _buffer.ResetWrittenCount();
        Json.Reset(_buffer);
        return true;
    }

    public void Dispose() => Json.Dispose();
}
