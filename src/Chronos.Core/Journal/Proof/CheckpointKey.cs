using System.Security.Cryptography;

namespace Chronos.Core.Journal.Proof;

/// <summary>
/// The public half of a checkpoint key, a point of the curve P-256: enough to check checkpoints and proofs, of no use to
/// make any. One thread at a time.
/// </summary>
public sealed class CheckpointKey : IDisposable
{
    internal const int Bytes = 64;

    private const int HalfBytes = 32;
    private const string CurveId = "1.2.840.10045.3.1.7";

    private readonly ECDsa _key;
    private readonly byte[] _point;

    private CheckpointKey(ECDsa key)
    {
        _key = key;
        _point = PointOf(key);
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>SHA-256 of the key as SubjectPublicKeyInfo in DER, 64 hex digits.</summary>
    public string Fingerprint { get; }

    /// <summary>The point: x and y, 32 bytes each, big endian.</summary>
    internal ReadOnlySpan<byte> Point => _point;

    /// <summary>A key from its PEM text ("BEGIN PUBLIC KEY"); throws <see cref="CheckpointKeyException"/>.</summary>
    /// <param name="pem">The text.</param>
    /// <param name="source">What to call it in an error.</param>
    public static CheckpointKey FromPem(ReadOnlySpan<char> pem, string source)
    {
        var key = ECDsa.Create();
        try
        {
            if (!PemEncoding.TryFind(pem, out var fields) || !pem[fields.Label].SequenceEqual("PUBLIC KEY"))
            {
                throw new CheckpointKeyException($"{source}: holds no public key in PEM form");
            }

            key.ImportFromPem(pem);
            return IsOfCurve(key) ? new CheckpointKey(key) : throw new CheckpointKeyException($"{source}: is not a key of the curve P-256");
        }
        catch (Exception e)
        {
            key.Dispose();
            throw e is CryptographicException or ArgumentException
                ? new CheckpointKeyException($"{source}: is not a public key of the curve P-256", e)
                : e;
        }
    }

    /// <summary>The key that stands in a checkpoint; null when the bytes are no point of the curve.</summary>
    internal static CheckpointKey? TryFromPoint(ReadOnlySpan<byte> point)
    {
        try
        {
            return new CheckpointKey(ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[..HalfBytes].ToArray(), Y = point[HalfBytes..Bytes].ToArray() },
            }));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    internal static bool IsOfCurve(ECDsa key) => key.ExportParameters(false).Curve.Oid?.Value == CurveId;

    internal static byte[] PointOf(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return [.. point.X!, .. point.Y!];
    }

    /// <summary>Whether the signature is this key's over the head, in the one form that counts.</summary>
    internal bool HasSigned(ReadOnlySpan<byte> head, ReadOnlySpan<byte> signature) =>
        CheckpointSignature.IsSmaller(signature)
        && _key.VerifyHash(head, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();
}
