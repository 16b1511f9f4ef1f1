package io.github.huggingtweets.notebook.kernel;

import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePathScanner;

/** Finds the places where code uses a name, also in code that is not finished. */
abstract class NameScanner extends TreePathScanner<Void, Void> {

    /**
     * Receives a use of a name; the current path leads to it.
     *
     * @param tree the identifier, the selection of a member, or the reference to a method
     * @param name the name
     */
    abstract void look(Tree tree, CharSequence name);

    @Override
    public Void visitIdentifier(IdentifierTree tree, Void none) {
        look(tree, tree.getName());
        return null;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void none) {
        look(tree, tree.getIdentifier());
        return super.visitMemberSelect(tree, none);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree tree, Void none) {
        look(tree, tree.getName());
        return super.visitMemberReference(tree, none);
    }

    @Override
    public Void visitErroneous(ErroneousTree tree, Void none) {
        return scan(tree.getErrorTrees(), none);
    }
}
