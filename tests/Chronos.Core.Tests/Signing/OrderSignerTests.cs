using System.Security.Cryptography;
using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

public sealed class OrderSignerTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [Fact]
    public void PrefersLibcrypto()
    {
        using var signer = OrderSigner.Create(Key);

        Assert.IsType<LibcryptoSigner>(signer);
    }

    [Fact]
    public void FallsBackWhenPreferredSignerIsWrong()
    {
        var chosen = OrderSigner.Choose(CreateWrong, OrderSigner.CreateManaged);
        using var signer = chosen(Key);

        Assert.IsType<ManagedSigner>(signer);
    }

    [Fact]
    public void FallsBackWhenPreferredSignerIsAbsent()
    {
        var chosen = OrderSigner.Choose(_ => null, OrderSigner.CreateManaged);
        using var signer = chosen(Key);

        Assert.IsType<ManagedSigner>(signer);
    }

    [Fact]
    public void FailsClosedWhenEverySignerIsWrong()
    {
        var e = Assert.Throws<CryptographicException>(() => OrderSigner.Choose(_ => null, CreateWrong));

        Assert.Contains("miscounting fails RFC 4231 case 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FailsClosedWithoutCandidates() => Assert.Throws<CryptographicException>(() => OrderSigner.Choose());

    [Fact]
    public void RefusesEmptyKey() => Assert.Throws<ArgumentException>(() => OrderSigner.Create([]));

    private static MiscountingSigner CreateWrong(ReadOnlySpan<byte> key) =>
        new(new ManagedSigner(key), wrongLength: 50);
}
