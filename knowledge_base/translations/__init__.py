"""Answers from a linked translation: who asks in German reads the German article, where editors have linked one."""
