using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Chronos.Core.Signing;

/// <summary>
/// Native memory for key material: the collector never moves or copies it, and it is zeroed before it is given back,
/// by <see cref="Dispose"/> or, if that was forgotten, by the finalizer. A user of <see cref="Pointer"/> or
/// <see cref="Bytes"/> keeps this object alive meanwhile.
/// </summary>
internal sealed unsafe class SecretMemory : IDisposable
{
    // One cache line, so that no block or state straddles two.
    private const int Alignment = 64;

    private readonly int _length;
    private byte* _pointer;

    /// <summary>Takes <paramref name="length"/> zeroed bytes, aligned to a cache line.</summary>
    public SecretMemory(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        _length = length;
        _pointer = (byte*)NativeMemory.AlignedAlloc((nuint)length, Alignment);
        new Span<byte>(_pointer, length).Clear();
    }

    ~SecretMemory() => Release();

    public byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pointer is null, this);
            return _pointer;
        }
    }

    public Span<byte> Bytes => new(Pointer, _length);

    /// <summary>Shows tests the bytes as they are handed back.</summary>
    internal ReadOnlySpanAction<byte, SecretMemory>? Releasing { get; set; }

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        if (_pointer is null)
        {
            return;
        }

        var bytes = new Span<byte>(_pointer, _length);
        CryptographicOperations.ZeroMemory(bytes);
        Releasing?.Invoke(bytes, this);
        NativeMemory.AlignedFree(_pointer);
        _pointer = null;
    }
}
