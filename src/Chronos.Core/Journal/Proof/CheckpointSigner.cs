using System.Security.Cryptography;

namespace Chronos.Core.Journal.Proof;

/// <summary>The private half of a checkpoint key: signs heads. The sealer's alone; one thread.</summary>
internal sealed class CheckpointSigner : IDisposable
{
    private readonly ECDsa _key;
    private readonly byte[] _point;

    /// <summary>A signer with this key, which it owns.</summary>
    public CheckpointSigner(ECDsa key)
    {
        _key = key;
        _point = CheckpointKey.PointOf(key);
    }

    /// <summary>The public point: x and y, 32 bytes each, big endian.</summary>
    public ReadOnlySpan<byte> Point => _point;

    /// <summary>A signer with a new random key.</summary>
    public static CheckpointSigner Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Signs a head.</summary>
    public void Sign(ReadOnlySpan<byte> head, Span<byte> signature)
    {
        if (!_key.TrySignHash(head, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation, out var length)
            || length != CheckpointSignature.Bytes)
        {
            throw new CryptographicException($"a signature has {length} bytes, not {CheckpointSignature.Bytes}");
        }

        CheckpointSignature.MakeSmaller(signature[..length]);
    }

    /// <summary>The key as PEM text ("BEGIN PRIVATE KEY"); the caller wipes it.</summary>
    public char[] ExportPrivatePem()
    {
        var der = _key.ExportPkcs8PrivateKey();
        try
        {
            return PemEncoding.Write("PRIVATE KEY", der);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    /// <summary>The public key as PEM text.</summary>
    public string ExportPublicPem() => _key.ExportSubjectPublicKeyInfoPem();

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();
}
