using System.Text;
using Chronos.Core.Policies;

namespace Chronos.Core.Tests.Policies;

public class PolicyTextTests
{
    private static readonly PolicyText Text = new("""
        { // é
          "a": 1 /* , */ , // x
          "b": [ { "c": "x" }, 2, ],
          "d": {}
        }
        """u8);

    [Fact]
    public void ReplacesAValueAndKeepsAllElse() =>
        Assert.Equal("{ // é\n  \"a\": 1 /* , */ , // x\n  \"b\": [ { \"c\": \"yy\" }, 2, ],\n  \"d\": {}\n}", Said(Text.With(Find("b[0].c"), "\"yy\"")));

    [Fact]
    public void RemovesAValueWithItsKeyAndComma()
    {
        Assert.Equal("{ // é\n   // x\n  \"b\": [ { \"c\": \"x\" }, 2, ],\n  \"d\": {}\n}", Said(Text.Without(Find("a"))));
        Assert.Equal("{ // é\n  \"a\": 1 /* , */ , // x\n  \"b\": [  2, ],\n  \"d\": {}\n}", Said(Text.Without(Find("b[0]"))));
    }

    [Fact]
    public void AddsInFrontWhateverIsThere()
    {
        Assert.Equal(["new", "a", "b", "d"], Keys(Text.WithMember(Text.Root, "new", "[]")));
        Assert.Equal("e", Assert.Single(new PolicyText(Text.WithMember(Find("d"), "e", "1")).Root.Children[^1].Children).Key);
        Assert.Equal(3, new PolicyText(Text.WithElement(Find("b"), "7")).Root.Children[1].Children.Count);
    }

    [Fact]
    public void EveryEditOfTheSampleIsJsonAgain()
    {
        var sample = new PolicyText(RepositoryFiles.Bytes("samples/policy.json"));
        foreach (var node in Nodes(sample.Root).Where(n => n != sample.Root))
        {
            Assert.Equal(sample.Raw(node), RawAt(new PolicyText(sample.With(node, sample.Raw(node))), node.Path));
            Assert.Equal(Nodes(sample.Root).Count() - Nodes(node).Count(), Nodes(new PolicyText(sample.Without(node)).Root).Count());
        }
    }

    private static string RawAt(PolicyText text, string path) => text.Raw(Nodes(text.Root).Single(n => n.Path == path));

    private static string Said(byte[] text) => Encoding.UTF8.GetString(text).ReplaceLineEndings("\n");

    private static IEnumerable<string> Keys(byte[] text) => new PolicyText(text).Root.Children.Select(c => c.Key);

    private static PolicyNode Find(string path) => Nodes(Text.Root).Single(n => n.Path == path);

    private static IEnumerable<PolicyNode> Nodes(PolicyNode node) => node.Children.SelectMany(Nodes).Prepend(node);
}
