using System.Security.Cryptography;
using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

public sealed class SealKeyTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 256).Select(i => (byte)(i ^ 0x5a))];

    [Theory]
    [InlineData(1, 32)]
    [InlineData(7, 33)]
    [InlineData(65535, 256)]
    public void SignsWithItsSecret(ushort keyId, int length)
    {
        using var key = new SealKey(keyId, Secret.AsSpan(0, length));
        using var signer = key.CreateSigner();
        var seal = new byte[OrderSigner.SealBytes];

        signer.Sign("order"u8, seal);

        Assert.Equal(keyId, key.KeyId);
        Assert.Equal(HMACSHA256.HashData(Secret.AsSpan(0, length), "order"u8), seal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(257)]
    public void RefusesSecretOfWrongLength(int length) =>
        Assert.Throws<ArgumentException>(() => new SealKey(1, new byte[length]));

    [Fact]
    public void RefusesSecretOfEqualBytes()
    {
        byte[] equal = [.. Enumerable.Repeat((byte)0xa7, 32)];

        var e = Assert.Throws<ArgumentException>(() => new SealKey(1, equal));

        Assert.DoesNotContain("a7", e.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void AcceptsSecretWithOneOtherByte()
    {
        var secret = new byte[32];
        secret[31] = 1;

        using var key = new SealKey(1, secret);

        Assert.Equal(1, key.KeyId);
    }

    [Fact]
    public void RefusesKeyIdZero() => Assert.Throws<ArgumentException>(() => new SealKey(0, Secret.AsSpan(0, 32)));

    [Fact]
    public void ShowsIdOnly()
    {
        using var key = new SealKey(7, Secret.AsSpan(0, 32));

        Assert.Equal("SealKey 7", key.ToString());
    }

    [Fact]
    public void ZeroesSecretOnDispose()
    {
        bool? zeroed = null;
        var key = new SealKey(7, Secret.AsSpan(0, 32));
        key.Memory.Releasing = (bytes, _) => zeroed = !bytes.ContainsAnyExcept((byte)0);

        key.Dispose();

        Assert.True(zeroed);
        Assert.Throws<ObjectDisposedException>(key.CreateSigner);
    }
}
