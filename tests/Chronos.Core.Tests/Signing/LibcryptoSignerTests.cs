using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

public sealed class LibcryptoSignerTests : OrderSignerFixture
{
    public override IOrderSigner CreateSigner(ReadOnlySpan<byte> key)
    {
        Assert.True(LibcryptoSigner.TryCreate(key, out var signer), "libcrypto is absent or not trusted here");
        return signer;
    }

    [Fact]
    public void IsNamedLibcrypto()
    {
        using var signer = CreateSigner(Bytes(32, seed: 1));

        Assert.Equal("libcrypto", signer.Name);
    }

    [Fact]
    public void AgreesWithManagedSignerOnOneMillionMessages()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var key = Bytes(32, seed);
        Span<byte> message = stackalloc byte[200];
        Span<byte> expected = stackalloc byte[OrderSigner.SealBytes];
        Span<byte> actual = stackalloc byte[OrderSigner.SealBytes];
        using var libcrypto = CreateSigner(key);
        using var managed = new ManagedSigner(key);
        for (var i = 0; i < 1_000_000; i++)
        {
            var length = random.Next(message.Length + 1);
            random.NextBytes(message[..length]);
            managed.Sign(message[..length], expected);
            libcrypto.Sign(message[..length], actual);
            if (!expected.SequenceEqual(actual))
            {
                Assert.Fail($"seed {seed}, message {i}, length {length}");
            }
        }
    }

    [Fact]
    public void ZeroesMemoryOnDispose()
    {
        var signer = (LibcryptoSigner)CreateSigner(Bytes(32, seed: 2));
        Seal(signer, "order"u8);
        Assert.True(signer.Memory.Bytes.ContainsAnyExcept((byte)0));
        bool? zeroed = null;
        signer.Memory.Releasing = (bytes, _) => zeroed = !bytes.ContainsAnyExcept((byte)0);

        signer.Dispose();

        Assert.True(zeroed);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(64)]
    public void KeepsNoCopyOfKeyInItsMemory(int keyLength)
    {
        var key = Bytes(keyLength, seed: 3);
        using var signer = (LibcryptoSigner)CreateSigner(key);

        Assert.Equal(-1, signer.Memory.Bytes.IndexOf(key.AsSpan(0, 8)));
    }

    [Fact]
    public void DistrustsLibraryThatComputesSomethingElse()
    {
        var wrong = Libcrypto.TryLoad(Libcrypto.LibraryNames, transformName: "SHA1_Transform");

        Assert.NotNull(wrong);
        Assert.Null(LibcryptoSigner.TrustIfCorrect(wrong));
    }

    [Fact]
    public void DistrustsAbsentLibrary() => Assert.Null(LibcryptoSigner.TrustIfCorrect(null));
}
