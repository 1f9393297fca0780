using System.Security.Cryptography;

namespace Chronos.Host.Http;

/// <summary>A request's body, read up to a limit and never further.</summary>
internal sealed class RequestBody
{
    private RequestBody(byte[] buffer, int length, bool isTooLarge, long totalBytes)
    {
        Bytes = buffer.AsMemory(0, length);
        IsTooLarge = isTooLarge;
        TotalBytes = totalBytes;
    }

    /// <summary>What was read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether there is more than the limit.</summary>
    public bool IsTooLarge { get; }

    /// <summary>Bytes of the body; of one that is too large what it declares, or what was read so far.</summary>
    public long TotalBytes { get; }

    /// <summary>SHA-256 of what was read; empty when nothing was.</summary>
    public byte[] Hash() => Bytes.IsEmpty && TotalBytes != 0 ? [] : SHA256.HashData(Bytes.Span);

    /// <summary>Reads a body; of one that declares to be too large, nothing.</summary>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, int bytesMax, CancellationToken stop)
    {
        if (request.ContentLength > bytesMax)
        {
            return new RequestBody([], 0, isTooLarge: true, request.ContentLength.Value);
        }

        var buffer = new byte[(int)Math.Min(request.ContentLength ?? bytesMax, bytesMax) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop)
            .ConfigureAwait(false);
        return new RequestBody(buffer, length, length > bytesMax, length);
    }
}
