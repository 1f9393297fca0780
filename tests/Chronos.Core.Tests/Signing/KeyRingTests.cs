using System.Security.Cryptography;
using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

public sealed class KeyRingTests
{
    [Fact]
    public void RefusesToBeEmpty() => Assert.Throws<ArgumentException>(() => new KeyRing());

    [Fact]
    public void RefusesThirdKey()
    {
        using SealKey one = Key(1), two = Key(2), three = Key(3);

        Assert.Throws<ArgumentException>(() => new KeyRing(one, two, three));
    }

    [Fact]
    public void RefusesSameIdTwice()
    {
        using SealKey one = Key(1, first: 10), other = Key(1, first: 20);

        Assert.Throws<ArgumentException>(() => new KeyRing(one, other));
    }

    [Fact]
    public void RefusesSameSecretTwice()
    {
        using SealKey one = Key(1, first: 10), two = Key(2, first: 10);

        Assert.Throws<ArgumentException>(() => new KeyRing(one, two));
    }

    [Fact]
    public void RefusesMissingKey()
    {
        using var one = Key(1);

        Assert.Throws<ArgumentNullException>(() => new KeyRing(one, null!));
    }

    [Fact]
    public void HoldsOneKey()
    {
        using var ring = new KeyRing(Key(5));

        Assert.Equal(5, ring.ActiveKeyId);
        Assert.Null(ring.VerifyOnlyKeyId);
        Assert.True(ring.Contains(5));
        Assert.False(ring.Contains(0));
    }

    [Fact]
    public void SignsWithFirstAndVerifiesBothDuringRotation()
    {
        using var ring = new KeyRing(Key(9), Key(5));

        Assert.Equal(9, ring.ActiveKeyId);
        Assert.Equal((ushort)5, ring.VerifyOnlyKeyId);
        Assert.True(ring.Contains(9));
        Assert.True(ring.Contains(5));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(5)]
    public void MakesSignerOfTheNamedKey(ushort keyId)
    {
        using var ring = new KeyRing(Key(9), Key(5));
        using var signer = ring.CreateSigner(keyId);
        var seal = new byte[OrderSigner.SealBytes];

        signer.Sign("order"u8, seal);

        Assert.Equal(HMACSHA256.HashData(Secret((byte)keyId), "order"u8), seal);
    }

    [Fact]
    public void MakesFreshSignerEachTime()
    {
        using var ring = new KeyRing(Key(9));
        using var first = ring.CreateSigner(9);
        using var second = ring.CreateSigner(9);

        Assert.NotSame(first, second);
    }

    [Fact]
    public void RefusesSignerOfUnknownKey()
    {
        using var ring = new KeyRing(Key(9));

        Assert.Throws<ArgumentException>(() => ring.CreateSigner(8));
    }

    [Fact]
    public void DisposesItsKeysAndLeavesSignersAlive()
    {
        var releases = 0;
        SealKey active = Key(9), old = Key(5);
        active.Memory.Releasing = (_, _) => releases++;
        old.Memory.Releasing = (_, _) => releases++;
        var ring = new KeyRing(active, old);
        using var signer = ring.CreateSigner(9);

        ring.Dispose();

        Assert.Equal(2, releases);
        signer.Sign("order"u8, new byte[OrderSigner.SealBytes]);
        Assert.Throws<ObjectDisposedException>(() => ring.CreateSigner(9));
    }

    private static SealKey Key(ushort keyId) => Key(keyId, (byte)keyId);

    private static SealKey Key(ushort keyId, byte first) => new(keyId, Secret(first));

    private static byte[] Secret(byte first) => [.. Enumerable.Range(first, 32).Select(i => (byte)i)];
}
