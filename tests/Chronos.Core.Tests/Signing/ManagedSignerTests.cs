using Chronos.Core.Signing;

namespace Chronos.Core.Tests.Signing;

public sealed class ManagedSignerTests : OrderSignerFixture
{
    public override IOrderSigner CreateSigner(ReadOnlySpan<byte> key) => new ManagedSigner(key);

    [Fact]
    public void IsNamedManaged()
    {
        using var signer = CreateSigner(Bytes(32, seed: 1));

        Assert.Equal("managed", signer.Name);
    }
}
