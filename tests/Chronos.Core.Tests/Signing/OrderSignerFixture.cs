using System.Security.Cryptography;
using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

/// <summary>What every signer must do, whatever computes the seal.</summary>
public abstract class OrderSignerFixture
{
    private const int MessageBytesMax = 512;

    public static TheoryData<int> PublishedCases => [1, 2, 3, 4, 5, 6, 7];

    public static TheoryData<int> KeyLengths => [0, 1, 20, 32, 63, 64, 65, 128, 131, 256];

    public abstract IOrderSigner CreateSigner(ReadOnlySpan<byte> key);

    [Theory]
    [MemberData(nameof(PublishedCases))]
    public void SealsPublishedCase(int number)
    {
        var vector = Array.Find(Rfc4231.Vectors, v => v.Case == number)!;
        using var signer = CreateSigner(vector.Key);

        var seal = Seal(signer, vector.Message);

        Assert.Equal(vector.Seal, seal[..vector.Seal.Length]);
    }

    [Theory]
    [MemberData(nameof(KeyLengths))]
    public void AgreesWithPlatformOnEveryLength(int keyLength)
    {
        var key = Bytes(keyLength, seed: 1);
        var message = Bytes(MessageBytesMax, seed: 2);
        using var signer = CreateSigner(key);
        for (var length = 0; length <= MessageBytesMax; length++)
        {
            var expected = HMACSHA256.HashData(key, message.AsSpan(0, length));

            Assert.True(expected.AsSpan().SequenceEqual(Seal(signer, message.AsSpan(0, length))), $"length {length}");
        }
    }

    [Theory]
    [MemberData(nameof(KeyLengths))]
    public void AgreesWithPlatformOnOneBlockOfEveryLength(int keyLength)
    {
        var key = Bytes(keyLength, seed: 3);
        using var signer = CreateSigner(key);
        var seal = new byte[OrderSigner.SealBytes];
        for (var length = 0; length <= CanonicalOrder.Bytes; length++)
        {
            var block = new byte[CanonicalBlock.Bytes];
            Bytes(length, seed: length).CopyTo(block, 0);

            signer.SignOneBlock(block, length, seal);

            Assert.True(HMACSHA256.HashData(key, block.AsSpan(0, length)).AsSpan().SequenceEqual(seal), $"length {length}");
        }
    }

    [Fact]
    public void AgreesWithPlatformWhenLengthsJump()
    {
        var key = Bytes(32, seed: 3);
        var message = Bytes(MessageBytesMax, seed: 4);
        using var signer = CreateSigner(key);
        foreach (var length in (int[])[512, 0, 55, 16, 200, 15, 56, 1, 119, 48, 120, 17, 64, 0, 63, 47])
        {
            var expected = HMACSHA256.HashData(key, message.AsSpan(0, length));

            Assert.True(expected.AsSpan().SequenceEqual(Seal(signer, message.AsSpan(0, length))), $"length {length}");
        }
    }

    [Fact]
    public void AgreesWithPlatformOnManyBlocks()
    {
        var key = Bytes(32, seed: 5);
        var message = Bytes(100_003, seed: 6);
        using var signer = CreateSigner(key);

        Assert.Equal(HMACSHA256.HashData(key, message), Seal(signer, message));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(100)]
    public void SealsMessageInPlace(int length)
    {
        var key = Bytes(32, seed: 7);
        var buffer = Bytes(length, seed: 8);
        var expected = HMACSHA256.HashData(key, buffer);
        using var signer = CreateSigner(key);

        signer.Sign(buffer, buffer.AsSpan(0, OrderSigner.SealBytes));

        Assert.Equal(expected, buffer[..OrderSigner.SealBytes]);
    }

    [Fact]
    public void WritesNothingAroundSeal()
    {
        var buffer = new byte[OrderSigner.SealBytes + 2];
        using var signer = CreateSigner(Bytes(32, seed: 9));

        signer.Sign("order"u8, buffer.AsSpan(1, OrderSigner.SealBytes));

        Assert.Equal(0, buffer[0]);
        Assert.Equal(0, buffer[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void RefusesOtherSealLength(int length)
    {
        using var signer = CreateSigner(Bytes(32, seed: 10));

        Assert.Throws<ArgumentException>(() => signer.Sign("order"u8, new byte[length]));
    }

    [Fact]
    public void RefusesToSignOnceDisposed()
    {
        var signer = CreateSigner(Bytes(32, seed: 11));
        signer.Dispose();
        signer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => signer.Sign("order"u8, new byte[OrderSigner.SealBytes]));
    }

    [Fact]
    public void AllocatesNothingWhenWarm()
    {
        var message = Bytes(200, seed: 12);
        Span<byte> seal = stackalloc byte[OrderSigner.SealBytes];
        using var signer = CreateSigner(Bytes(32, seed: 13));
        SignAllLengths(signer, message, seal);

        var before = GC.GetAllocatedBytesForCurrentThread();
        SignAllLengths(signer, message, seal);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    protected static byte[] Seal(IOrderSigner signer, ReadOnlySpan<byte> message)
    {
        var seal = new byte[OrderSigner.SealBytes];
        signer.Sign(message, seal);
        return seal;
    }

    protected static byte[] Bytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static void SignAllLengths(IOrderSigner signer, byte[] message, Span<byte> seal)
    {
        for (var length = 0; length <= message.Length; length++)
        {
            signer.Sign(message.AsSpan(0, length), seal);
        }
    }
}
